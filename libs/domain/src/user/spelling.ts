import { invisible } from './normal-form';

/** What of a text is seldom meant, or easily taken for something else (B5). */
export type OddityKind =
  | 'space'
  | 'invisible'
  | 'upper_case'
  /** Another form of an ordinary character, such as a full-width letter. */
  | 'form'
  /** It looks like a Latin letter, a digit or a hyphen and is none. */
  | 'look_alike'
  | 'special';

/** One character as it can be named to people; `script` of letters, `looksLike` of those that are easily mistaken. */
export type NamedCharacter = {
  character: string;
  codePoint: string;
  script: string | null;
  looksLike: string | null;
};
export type Oddity = { kind: OddityKind; characters: NamedCharacter[] };

// The letters and signs that are mistaken for those of names and addresses (after Unicode UTS #39, confusables), not all that
// there are: what keyboards of people who work with Latin, Cyrillic and Greek letters have, and what word processors put in.
const looks: Record<string, string> = {
  a: 'аα',
  b: 'вьβΒВ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еёεΕЕ',
  g: 'ɡ',
  h: 'һнНΗ',
  i: 'іїıιΙІ',
  j: 'јϳ',
  k: 'кκΚК',
  l: 'ӏ1I|',
  m: 'мМΜ',
  n: 'пηΝ',
  o: 'оοσօ0О',
  p: 'рρΡР',
  q: 'ԛ',
  r: 'г',
  s: 'ѕЅ',
  t: 'тτΤТ',
  u: 'υս',
  v: 'ѵν',
  w: 'ԝωшѡ',
  x: 'хχΧХ',
  y: 'уүγΥУ',
  z: 'Ζ',
  '-': '‐‑‒–—−',
  "'": '‘’ʼ´`',
  '.': '·։',
};
const lookAlikes = new Map(
  Object.entries(looks).flatMap(([like, characters]) => [...characters].map((one) => [one, like] as const)),
);

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Han', 'Hangul'].map(
  (name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const,
);
const isAscii = (character: string): boolean => /^[\x21-\x7E]$/.test(character);
const isSpace = (character: string): boolean => /^\s$/u.test(character);
const isInvisible = (character: string): boolean => character.replace(invisible, '') === '';
const normal = (character: string): string => character.normalize('NFKC').toLowerCase();
const withoutMarks = (character: string): string => normal(character).normalize('NFD').replace(/\p{M}/gu, '');
/** What the character looks like; itself where it looks like nothing else. */
const look = (character: string): string =>
  lookAlikes.get(character) ?? lookAlikes.get(character.toLowerCase()) ?? character.toLowerCase();

const named = (character: string): NamedCharacter => ({
  character,
  codePoint: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  script: scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? null,
  looksLike: look(character) === character.toLowerCase() ? null : look(character),
});

function kindOf(character: string): OddityKind | null {
  if (isInvisible(character)) return 'invisible';
  if (isSpace(character)) return 'space';
  if (isAscii(character)) return character === character.toLowerCase() ? null : 'upper_case';
  if (look(character) !== character.toLowerCase()) return 'look_alike';
  return character.normalize('NFKC') === character ? 'special' : 'form';
}

/** What is odd about a name or an address, each kind once with its characters, in the order of the text. */
export function oddities(text: string): Oddity[] {
  const found = new Map<OddityKind, Map<string, NamedCharacter>>();
  for (const character of text) {
    const kind = kindOf(character);
    if (!kind) continue;
    const characters = found.get(kind) ?? new Map<string, NamedCharacter>();
    found.set(kind, characters.set(character, named(character)));
  }
  return [...found].map(([kind, characters]) => ({ kind, characters: [...characters.values()] }));
}

/** How what is typed differs in one place from what is stored. */
export type DifferenceKind =
  | 'space'
  | 'invisible'
  | 'upper_case'
  | 'form'
  | 'look_alike'
  /** A letter with an accent in place of the plain one, or the other way round. */
  | 'accent'
  | 'other'
  | 'extra'
  | 'missing'
  /** Two neighbours in the other order. */
  | 'swapped';

export type Difference = {
  kind: DifferenceKind;
  /** Where, from 1, in what is typed. */
  position: number;
  typed: NamedCharacter | null;
  stored: NamedCharacter | null;
};

export type Comparison = {
  /** 0 where both are the same letter by letter; 1 and more where hardly anything is. */
  distance: number;
  differences: Difference[];
};

// What signing in sees past costs next to nothing, what the eye sees past little.
const costs: Record<DifferenceKind, number> = {
  upper_case: 0.01,
  form: 0.01,
  invisible: 0.01,
  space: 0.05,
  look_alike: 0.2,
  accent: 0.3,
  swapped: 1,
  other: 1,
  extra: 1,
  missing: 1,
};

/** A character with what it is compared by, worked out once. */
type Sign = {
  raw: string;
  lower: string;
  normal: string;
  look: string;
  plain: string;
  added: DifferenceKind;
};

const signsOf = (text: string): Sign[] =>
  [...text.normalize('NFC')].map((raw) => ({
    raw,
    lower: raw.toLowerCase(),
    normal: normal(raw),
    look: look(raw),
    plain: withoutMarks(raw),
    added: isInvisible(raw) ? 'invisible' : isSpace(raw) ? 'space' : 'extra',
  }));

/** Why one character stands in the place of another; `null` where it is the same one. */
function replacedBy(typed: Sign, stored: Sign): DifferenceKind | null {
  if (typed.raw === stored.raw) return null;
  if (typed.lower === stored.lower) return 'upper_case';
  if (typed.normal === stored.normal) return 'form';
  if (typed.look === stored.look) return 'look_alike';
  return typed.plain === stored.plain ? 'accent' : 'other';
}

/** Takes so many characters of each; `kind` says what differs then, `null` where nothing does and `undefined` where it cannot be. */
type Move = {
  typed: number;
  stored: number;
  kind: (
    i: number,
    j: number,
    typed: readonly Sign[],
    stored: readonly Sign[],
  ) => DifferenceKind | null | undefined;
};

/** The first of the cheapest is taken: of two equal neighbours the later one is too many. */
const moves: readonly Move[] = [
  { typed: 1, stored: 0, kind: (i, _, typed) => typed[i - 1]?.added },
  { typed: 0, stored: 1, kind: (_, j) => (j > 0 ? 'missing' : undefined) },
  {
    typed: 1,
    stored: 1,
    kind(i, j, typed, stored) {
      const [one, other] = [typed[i - 1], stored[j - 1]];
      return one && other ? replacedBy(one, other) : undefined;
    },
  },
  {
    typed: 2,
    stored: 2,
    kind(i, j, typed, stored) {
      if (i < 2 || j < 2 || typed[i - 1]?.raw === typed[i - 2]?.raw) return undefined;
      const crossed = typed[i - 1]?.raw === stored[j - 2]?.raw && typed[i - 2]?.raw === stored[j - 1]?.raw;
      return crossed ? 'swapped' : undefined;
    },
  },
];

/**
 * How what somebody types differs from what is stored, by the fewest and least differences (after Damerau and Levenshtein).
 * The work grows with the product of both lengths: for names and addresses.
 */
export function compareSpelling(typed: string, stored: string): Comparison {
  const [from, to] = [signsOf(typed), signsOf(stored)];
  const width = to.length + 1;
  // Of the first i and j characters: what the least differences cost, and the move that comes last.
  const cost = new Float64Array((from.length + 1) * width);
  const last = new Uint8Array(cost.length);
  for (let i = 0; i <= from.length; i += 1)
    for (let j = i === 0 ? 1 : 0; j <= to.length; j += 1) {
      const at = i * width + j;
      let least = Infinity;
      for (let index = 0; index < moves.length; index += 1) {
        const move = moves[index];
        const kind = move?.kind(i, j, from, to);
        if (!move || kind === undefined) continue;
        const sum = (cost[at - move.typed * width - move.stored] ?? 0) + (kind ? costs[kind] : 0);
        if (sum >= least) continue;
        least = sum;
        last[at] = index;
      }
      cost[at] = least;
    }
  const differences: Difference[] = [];
  for (let [i, j] = [from.length, to.length]; i > 0 || j > 0;) {
    const move = moves[last[i * width + j] ?? 0];
    if (!move) break;
    const kind = move.kind(i, j, from, to);
    i -= move.typed;
    j -= move.stored;
    const [before, instead] = [from[i], to[j]];
    if (kind)
      differences.unshift({
        kind,
        position: i + 1,
        typed: move.typed > 0 && before ? named(before.raw) : null,
        stored: move.stored > 0 && instead ? named(instead.raw) : null,
      });
  }
  return { distance: (cost[cost.length - 1] ?? 0) / Math.max(to.length, 1), differences };
}
