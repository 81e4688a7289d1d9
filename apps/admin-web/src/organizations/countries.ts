/** Codes of the region names that are no countries: groups, tests, the unknown one. */
const noCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * The countries (ISO 3166-1, two letters) that the browser has names for, by name.
 * @param language of the names, as in `de`
 */
export function countries(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const collator = new Intl.Collator(language);
  return letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => !noCountries.includes(code) && isCurrent(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((a, b) => collator.compare(a.label, b.label));
}

/** Countries that are no more (DD, SU, YU, …) have a successor as their canonical code. */
const isCurrent = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

/** A country's name; its code where the browser knows none. */
export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
