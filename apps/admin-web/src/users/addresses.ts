import { looksLikeEmail } from '../api/looks-like-email';

/** How many addresses are invited in one go. */
export const maximumAddresses = 10_000;

/** Longer than any address is: what is longer is cut, as it is none either way, so that ten thousand fit into one request. */
const longest = 300;

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
  for (const whole of bracketed.split(/[\s,;]+/).filter(Boolean)) {
    const word = whole.slice(0, longest);
    const key = word.toLowerCase();
    if (seen.has(key)) duplicates += 1;
    else {
      seen.add(key);
      unique.push(word);
    }
  }
  return { unique, duplicates, malformed: unique.filter((address) => !looksLikeEmail(address)) };
}

/** Why a text is no address. */
type AddressFault = 'noAt' | 'manyAts' | 'noName' | 'noDomain' | 'other';

/** What the look of an address tells; `null` where it looks like one. */
export function faultOf(text: string): AddressFault | null {
  if (looksLikeEmail(text)) return null;
  const [name = '', domain, ...more] = text.split('@');
  if (domain === undefined) return 'noAt';
  if (more.length > 0) return 'manyAts';
  if (name === '') return 'noName';
  return /^[^.]+(\.[^.]+)+$/.test(domain) ? 'other' : 'noDomain';
}

/**
 * Puts the addresses of a text behind those that are there, each once.
 * @returns also how many of them were there before
 */
export function addAddresses(
  there: readonly string[],
  text: string,
): { addresses: string[]; duplicates: number } {
  const known = new Set(there.map((address) => address.toLowerCase()));
  const { unique, duplicates } = parseAddresses(text);
  const added = unique.filter((address) => !known.has(address.toLowerCase()));
  return { addresses: [...there, ...added], duplicates: duplicates + unique.length - added.length };
}

/**
 * What of a text that is being typed is finished: what stands before a comma, a semicolon or the end of a line. A space
 * finishes only what looks like an address, because names have spaces, too.
 */
export function splitTyped(text: string): { finished: string; left: string } {
  const inName = (text.split('"').length - 1) % 2 === 1 || text.lastIndexOf('<') > text.lastIndexOf('>');
  if (inName && !text.includes('\n')) return { finished: '', left: text };
  const end = Math.max(...[',', ';', '\n'].map((separator) => text.lastIndexOf(separator)));
  const left = text.slice(end + 1).trimStart();
  return /\s$/.test(left) && looksLikeEmail(left)
    ? { finished: text, left: '' }
    : { finished: text.slice(0, Math.max(end, 0)), left };
}

/** Addresses that are finished, the one that is being typed, and how many were left out because they were there before. */
export type TypedAddresses = { addresses: readonly string[]; typed: string; duplicates: number };

export const noAddresses: TypedAddresses = { addresses: [], typed: '', duplicates: 0 };

/** All of them, also the one that is not finished, and how many were left out. */
export function allAddresses({ addresses, typed, duplicates }: TypedAddresses) {
  const all = addAddresses(addresses, typed);
  return { addresses: all.addresses, duplicates: duplicates + all.duplicates };
}

/** @returns what there is once the addresses of the text have joined it */
export function withAddresses(value: TypedAddresses, text: string, typed = value.typed): TypedAddresses {
  const { addresses, duplicates } = addAddresses(value.addresses, text);
  return { addresses, typed, duplicates: value.duplicates + duplicates };
}
