import fc from 'fast-check';
import { fold, searchText } from '../src/search/fold';

describe('the one folding of what is stored and what is typed', () => {
  it.each([
    ['Müller', 'muller'],
    ['MU\u0308LLER', 'muller'],
    ['Weiß', 'weiss'],
    ['WEISS', 'weiss'],
    ['Ñandú', 'nandu'],
    ['Фёдор', 'федор'],
    ['ЙОД', 'иод'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['ＡＮＡ', 'ana'],
    ['\uFB01nn', 'finn'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İpek', 'ipek'],
    ['an\u200Ba', 'ana'],
    ['  Ana \t\n María ', 'ana maria'],
    ['nul\0l', 'nul l'],
  ])('[L11] makes %j the same as %j', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  it('[L11] changes nothing when applied again, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('[L11] gives the same for every Unicode form of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => fold(text.normalize(form)));
        expect(new Set([...forms, fold(text)]).size).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('puts every word behind a space', () => {
    expect(searchText('Ana', null, 'ana.ruiz')).toBe(' ana ana.ruiz ');
  });
});
