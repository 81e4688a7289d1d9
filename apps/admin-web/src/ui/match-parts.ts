/** Lower case without accents, as the directory folds what it searches; one character in, at least zero out. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The folded words of what was searched for. Quotation marks say that the whole is meant, and stand in no text. */
export const wordsOf = (query: string): string[] =>
  fold(query)
    .split(/[\s"“”«»]+/)
    .filter(Boolean);

/**
 * Splits a text into parts that match the words searched for and parts that don't.
 * @returns the parts in order; joined they are the text again
 */
export function matchParts(text: string, query: string): { text: string; match: boolean }[] {
  const words = wordsOf(query);
  if (words.length === 0) return [{ text, match: false }];
  // Folding may change the length, so each folded character remembers where it came from.
  let folded = '';
  const origin: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = fold(character);
    folded += plain;
    for (let i = 0; i < plain.length; i++) origin.push(index);
    index += character.length;
  }
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const from = origin[at] ?? 0;
      const to = origin[at + word.length] ?? text.length;
      marked.fill(true, from, to);
    }
  }
  const parts: { text: string; match: boolean }[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = parts.at(-1);
    const match = marked[i] ?? false;
    if (last && last.match === match) last.text += text.charAt(i);
    else parts.push({ text: text.charAt(i), match });
  }
  return parts;
}
