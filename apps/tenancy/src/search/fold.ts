/** Letters that Unicode does not take apart into a base letter and a mark. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
};
const letter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * The form in which texts are searched and sorted (L11): accents, case, Unicode form and invisible characters make no
 * difference, runs of space count as one. What is stored and what is typed both go through here; the database only
 * compares. `Müller`, `MULLER` and `muller` are one, and so are `Фёдор` and `федор`.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Cs}]+/gu, '')
    .replace(letter, (found) => letters[found] ?? found)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** The text that is searched: every word stands behind a space, so that beginnings of words can be asked for. */
export const searchText = (...parts: readonly (string | null)[]): string => ` ${joined(parts)} `;

/** Stands before and behind what can be asked for as a whole; nobody can type it, since {@link fold} makes it a space. */
const edge = ' \u001f ';

/**
 * The text of rows of which some parts can be asked for as a whole too.
 * @param wholes each of one or more parts
 */
export const textOfWholes = (...wholes: readonly (readonly (string | null)[])[]): string => {
  const folded = wholes.map((parts) => joined(parts)).filter(Boolean);
  return `${edge}${folded.map((whole) => whole + edge).join('')}`;
};

/** A part as it stands in {@link textOfWholes}. */
export const wholeInText = (folded: string): string => `${edge}${folded}${edge}`;

/** The key that lists are sorted by. */
export const sortKey = (...parts: readonly (string | null)[]): string => joined(parts);

const joined = (parts: readonly (string | null)[]): string => fold(parts.filter((part) => part).join(' '));
