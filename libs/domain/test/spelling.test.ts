import fc from 'fast-check';
import { compareSpelling, oddities } from '../src';

const kinds = (text: string) => oddities(text).map(({ kind }) => kind);
const differences = (typed: string, stored: string) =>
  compareSpelling(typed, stored).differences.map(({ kind, position }) => [kind, position]);

describe('[B5] what is odd about a name or an address', () => {
  it.each([
    ['ana.ruiz@example.com', []],
    [' ana.ruiz', ['space']],
    ['ana ruiz', ['space']],
    ['ana\u200B\u2066ruiz', ['invisible']],
    ['Ana.Ruiz', ['upper_case']],
    ['\uFF41na', ['form']],
    ['\u0430na', ['look_alike']],
    ['ana\u2013ruiz', ['look_alike']],
    ['añá', ['special']],
    [' \u0410na\u00AD', ['space', 'look_alike', 'invisible']],
  ])('%j', (text, expected) => expect(kinds(text)).toEqual(expected));

  it('names each character once, with its script and what it looks like', () =>
    expect(oddities('\u0430n\u0430 \u0415x')).toEqual([
      {
        kind: 'look_alike',
        characters: [
          { character: '\u0430', codePoint: 'U+0430', script: 'Cyrillic', looksLike: 'a' },
          { character: '\u0415', codePoint: 'U+0415', script: 'Cyrillic', looksLike: 'e' },
        ],
      },
      { kind: 'space', characters: [{ character: ' ', codePoint: 'U+0020', script: null, looksLike: null }] },
    ]));
});

describe('[B5] how what somebody types differs from what is stored', () => {
  it.each<[string, string, [string, number][]]>([
    ['ana.ruiz', 'ana.ruiz', []],
    ['ana.ruiz ', 'ana.ruiz', [['space', 9]]],
    [
      'Ana.Ruiz',
      'ana.ruiz',
      [
        ['upper_case', 1],
        ['upper_case', 5],
      ],
    ],
    ['\u0430na.ruiz', 'ana.ruiz', [['look_alike', 1]]],
    ['\u0410na.ruiz', 'ana.ruiz', [['look_alike', 1]]],
    ['an\u200Ba.ruiz', 'ana.ruiz', [['invisible', 3]]],
    ['\uFF41na.ruiz', 'ana.ruiz', [['form', 1]]],
    ['aná.ruiz', 'ana.ruiz', [['accent', 3]]],
    ['ana-ruiz', 'ana.ruiz', [['other', 4]]],
    ['ana.riuz', 'ana.ruiz', [['swapped', 6]]],
    ['ana.ruizz', 'ana.ruiz', [['extra', 9]]],
    ['ana.riz', 'ana.ruiz', [['missing', 6]]],
    ['ana.rui2', 'ana.rui', [['extra', 8]]],
    ['b0b', 'bob', [['look_alike', 2]]],
    ['', 'a', [['missing', 1]]],
  ])('%j for %j', (typed, stored, expected) => expect(differences(typed, stored)).toEqual(expected));

  it('names both characters', () =>
    expect(compareSpelling('\u043Ena', 'ona').differences).toEqual([
      {
        kind: 'look_alike',
        position: 1,
        typed: { character: '\u043E', codePoint: 'U+043E', script: 'Cyrillic', looksLike: 'o' },
        stored: { character: 'o', codePoint: 'U+006F', script: 'Latin', looksLike: null },
      },
    ]));

  it('tells something similar from something else', () => {
    expect(compareSpelling('ana.riuz', 'ana.ruiz').distance).toBeLessThan(0.2);
    expect(compareSpelling('boris', 'ana.ruiz').distance).toBeGreaterThan(0.5);
  });

  it('finds nothing of a text and itself, and something of any other', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abB\u0430 \u200B1l\u00E1'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (typed, stored) => {
        expect(compareSpelling(stored, stored).differences).toEqual([]);
        const { distance, differences: some } = compareSpelling(typed, stored);
        expect(some.length).toBeLessThanOrEqual(typed.length + stored.length);
        expect(distance === 0).toBe(typed === stored);
      }),
    );
  });
});
