import { fold, wholeInText } from './fold';
import type { Bind } from './statement';

/**
 * The words that somebody typed, folded. Words without any letter or digit say nothing and are passed over: no index
 * could answer them.
 */
export const wordsOf = (typed: string | undefined): string[] =>
  [...new Set(fold(typed ?? '').split(' '))].filter(saysSomething);

const saysSomething = (folded: string): boolean => /[\p{L}\p{N}]/u.test(folded);

/** What is searched: words, and texts in quotation marks, which are meant as a whole. */
export type Terms = { words: readonly string[]; wholes: readonly string[] };

/** A quotation mark without another one, as while somebody types, says nothing. */
export function termsOf(typed = ''): Terms {
  const quoted = /["“”«»]([^"“”«»]*)["“”«»]/g;
  const wholes = [...typed.matchAll(quoted)].map(([, text]) => fold(text ?? '')).filter(saysSomething);
  return {
    words: wordsOf(typed.replace(quoted, ' ').replace(/["“”«»]/g, ' ')),
    wholes: [...new Set(wholes)],
  };
}

/**
 * A SQL predicate for the rows in which every word is found, in any order (L11). From three characters a word is found
 * anywhere, below that at the beginning of a word; both are answered by the trigram index. From four characters a word
 * that can be the beginning of an id is compared with that too.
 * @param columns the folded text and the id of the row
 */
export const matching = (
  words: readonly string[],
  columns: { search: string; id: string },
  bind: Bind,
): string => matchingTerms({ words, wholes: [] }, columns, bind);

/**
 * As {@link matching}, and every whole is one of the parts of the text, see `textOfWholes`, or the id: by the same index.
 */
export const matchingTerms = (
  { words, wholes }: Terms,
  columns: { search: string; id: string },
  bind: Bind,
): string =>
  [
    ...words.map((word) => matchingWord(word, columns, bind)),
    ...wholes.map((whole) => matchingWhole(whole, columns, bind)),
  ].join(' and ') || 'true';

function matchingWhole(whole: string, { search, id }: { search: string; id: string }, bind: Bind): string {
  const found = `${search} like ${bind(`%${literal(wholeInText(whole))}%`)}`;
  const digits = whole.replaceAll('-', '');
  return /^[0-9a-f]{32}$/.test(digits) ? `(${found} or ${id} = ${bind(digits)}::uuid)` : found;
}

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

function matchingWord(word: string, { search, id }: { search: string; id: string }, bind: Bind): string {
  const anywhere = [...word].length >= 3;
  const found = `${search} like ${bind(anywhere ? `%${literal(word)}%` : `% ${literal(word)}%`)}`;
  const digits = word.replaceAll('-', '');
  if (!/^[0-9a-f]{4,32}$/.test(digits)) return found;
  const [lowest, highest] = [bind(digits.padEnd(32, '0')), bind(digits.padEnd(32, 'f'))];
  return `(${found} or ${id} between ${lowest}::uuid and ${highest}::uuid)`;
}
