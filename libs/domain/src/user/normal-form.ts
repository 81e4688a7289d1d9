/**
 * Characters that nobody sees and that copying from documents and mails leaves behind: zero-width ones, marks of direction, soft
 * hyphens, variation selectors (Unicode, Default_Ignorable_Code_Point).
 */
export const invisible = /\p{Default_Ignorable_Code_Point}/gu;

// Composed again at the end: lower case and lost invisible characters can leave text that is no longer in NFKC.
const normalised = (text: string): string =>
  text.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFKC').trim();

/** The normal form in which e-mail addresses are unique (B5): NFKC, no invisible characters, trimmed, lower case. */
export const normaliseEmail = (email: string): string => normalised(email);

/** The normal form in which user names are unique (B5); the same rule as for addresses. */
export const normaliseUserName = (userName: string): string => normalised(userName);

// RFC 5321 4.5.3.1: a local part of 64 octets at most, an address of 254; one @, a domain with a dot. Of the characters that
// RFC 5322 allows in a local part, those that occur: the contracts' `z.email()` takes every address that passes here.
const address = /^[a-z0-9_'+.-]{0,63}[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Whether a normalised address can receive mail at all, by its form. Internationalised domains are given in their ASCII form. */
export function isEmail(normalised: string): boolean {
  if (normalised.length > 254 || !address.test(normalised)) return false;
  const local = normalised.slice(0, normalised.indexOf('@'));
  return !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
}

/**
 * A user name proposed from an address: `Ana.Ruiz+x@example.com` → `ana.ruiz`.
 * @param taken how many proposals before this one were taken: the second is `ana.ruiz2`
 */
export function proposeUserName(email: string, taken = 0): string {
  const local = normaliseEmail(email).split('@')[0] ?? '';
  const base = (local.split('+')[0] ?? '').replace(/[^a-z0-9._-]/g, '').slice(0, 60) || 'user';
  return taken === 0 ? base : `${base}${taken + 1}`;
}
