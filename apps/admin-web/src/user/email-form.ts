// Zero-width and other invisible characters that copying from documents and mails leaves behind; as in libs/domain.
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** An address as it will be stored: the service's normal form (NFKC, nothing invisible, lower case, no space around). */
export const normalForm = (email: string): string =>
  email.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFKC').trim();

type Oddity = { kind: 'spaces' | 'invisible' | 'case' | 'letters'; letters: string };

/** What of a typed address is seldom meant: spaces, invisible characters, capitals, letters that only look like Latin ones. */
export function oddities(email: string): Oddity[] {
  const found: Oddity[] = [];
  const trimmed = email.trim();
  if (email !== trimmed || /\s/.test(trimmed)) found.push({ kind: 'spaces', letters: '' });
  if (trimmed.replace(invisible, '') !== trimmed) found.push({ kind: 'invisible', letters: '' });
  if (trimmed.toLowerCase() !== trimmed) found.push({ kind: 'case', letters: '' });
  const letters = [...new Set(trimmed.replace(invisible, '').match(/[^\p{ASCII}\s]/gu) ?? [])];
  if (letters.length > 0) found.push({ kind: 'letters', letters: letters.join(' ') });
  return found;
}
