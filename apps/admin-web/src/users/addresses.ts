import { looksLikeEmail } from '../api/looks-like-email';

/** How many addresses are invited in one go. */
export const maximumAddresses = 10_000;

/** The addresses in a file, a CSV of any columns: what does not look like one is something else. */
export const addressesInFile = (text: string): string[] => text.split(/[\s,;"'<>|]+/).filter(looksLikeEmail);

export type Addresses = {
  /** Each address once, in the order in which they were typed. */
  unique: string[];
  malformed: string[];
  /** How many were left out because they stood there before. */
  duplicates: number;
};

/**
 * The addresses in a pasted text: separated by white space, commas or semicolons, or written like `Ana Ruiz <ana@example.com>`.
 * Upper and lower case make no difference.
 */
export function parseAddresses(text: string): Addresses {
  const bracketed = text.replace(/"[^"\n]*"/g, '').replace(/[^,;\n<>]*<([^<>]*)>/g, ' $1 ');
  const seen = new Set<string>();
  const unique: string[] = [];
  let duplicates = 0;
  for (const word of bracketed.split(/[\s,;]+/).filter(Boolean)) {
    const key = word.toLowerCase();
    if (seen.has(key)) duplicates += 1;
    else {
      seen.add(key);
      unique.push(word);
    }
  }
  return { unique, duplicates, malformed: unique.filter((address) => !looksLikeEmail(address)) };
}
