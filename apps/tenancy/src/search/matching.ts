import { fold } from './fold';
import type { Bind } from './statement';

/**
 * The words that somebody typed, folded. Words without any letter or digit say nothing and are passed over: no index
 * could answer them.
 */
export const wordsOf = (typed: string | undefined): string[] =>
  [...new Set(fold(typed ?? '').split(' '))].filter((word) => /[\p{L}\p{N}]/u.test(word));

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
): string => words.map((word) => matchingWord(word, columns, bind)).join(' and ') || 'true';

function matchingWord(word: string, { search, id }: { search: string; id: string }, bind: Bind): string {
  const literal = word.replace(/[\\%_]/g, '\\$&');
  const anywhere = [...word].length >= 3;
  const found = `${search} like ${bind(anywhere ? `%${literal}%` : `% ${literal}%`)}`;
  const digits = word.replaceAll('-', '');
  if (!/^[0-9a-f]{4,32}$/.test(digits)) return found;
  const [lowest, highest] = [bind(digits.padEnd(32, '0')), bind(digits.padEnd(32, 'f'))];
  return `(${found} or ${id} between ${lowest}::uuid and ${highest}::uuid)`;
}
