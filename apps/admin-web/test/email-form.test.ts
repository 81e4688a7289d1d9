import { normalForm, oddities } from '../src/user/email-form';

describe('[L4] an address as somebody types it', () => {
  it.each([
    [' Ana.Ruiz@Example.com ', 'ana.ruiz@example.com'],
    ['ana\u200B.ruiz@example.com\uFEFF', 'ana.ruiz@example.com'],
    ['\uFF41na@example.com', 'ana@example.com'],
  ])('is taken in its normal form: %j', (typed, stored) => expect(normalForm(typed)).toBe(stored));

  it.each([
    ['ana@example.com', []],
    [' ana@example.com', ['spaces']],
    ['ana @example.com', ['spaces']],
    ['Ana@example.com', ['case']],
    ['ana\u00AD@example.com', ['invisible']],
    ['\u0430na@example.com', ['letters']],
    [' \u0410na\u200B@example.com', ['spaces', 'invisible', 'case', 'letters']],
  ])('is told what is odd about it: %j', (typed, kinds) =>
    expect(oddities(typed).map(({ kind }) => kind)).toEqual(kinds),
  );

  it('names each letter that only looks like a Latin one, once', () =>
    expect(oddities('\u0430n\u0430@ex\u0435mple.com')).toEqual([
      { kind: 'letters', letters: '\u0430 \u0435' },
    ]));
});
