import fc from 'fast-check';
import { isEmail, normaliseEmail, normaliseUserName, proposeUserName } from '../src';

describe('normal form', () => {
  it.each([
    ['  Ana@Example.COM ', 'ana@example.com'],
    ['ana@example.com\u200B', 'ana@example.com'],
    ['ａｎａ@example.com', 'ana@example.com'],
    ['\uFEFFana@example.com\u00A0', 'ana@example.com'],
  ])('[B5] of %j is %s', (typed, expected) => {
    expect(normaliseEmail(typed)).toBe(expected);
    expect(normaliseUserName(typed)).toBe(expected);
  });

  it('[B5] stays the same when it is taken again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => normaliseEmail(normaliseEmail(text)) === normaliseEmail(text),
      ),
    );
  });
});

describe('addresses', () => {
  it.each(['ana@example.com', 'a.b+c@sub.example.co', "o'neil@example.org"])(
    '%s can receive mail',
    (email) => {
      expect(isEmail(email)).toBe(true);
    },
  );

  it.each([
    '',
    'ana',
    'ana@',
    '@example.com',
    'ana@example',
    'a b@example.com',
    'a..b@example.com',
    '.a@example.com',
    'a@-x.com',
    'ana@example.com,b@example.com',
    'a\r\nbcc:x@example.com',
    `${'a'.repeat(65)}@example.com`,
    'tom&jerry@example.com',
    "o'@example.com",
  ])('%j cannot', (email) => {
    expect(isEmail(email)).toBe(false);
  });

  it('answers quickly on hostile input', () => {
    expect(isEmail(`${'a.'.repeat(50_000)}@`)).toBe(false);
  });
});

describe('a proposed user name', () => {
  it.each([
    ['Ana.Ruiz+news@example.com', 0, 'ana.ruiz'],
    ['ana.ruiz@example.com', 1, 'ana.ruiz2'],
    ["'+x@example.com", 0, 'user'],
  ])('[L1] for %s after %i that were taken is %s', (email, taken, expected) => {
    expect(proposeUserName(email, taken)).toBe(expected);
  });
});
