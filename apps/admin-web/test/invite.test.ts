import {
  addAddresses,
  addressesInFile,
  faultOf,
  maximumAddresses,
  parseAddresses,
  splitTyped,
} from '../src/users/addresses';
import { outcomeCsv } from '../src/users/outcome-csv';

describe('[L9] pasted addresses', () => {
  it('may be separated by lines, commas, semicolons or spaces', () => {
    expect(parseAddresses('a@x.example, b@x.example;c@x.example\n\n d@x.example').unique).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'd@x.example',
    ]);
  });

  it('may stand behind names', () => {
    expect(parseAddresses('Ana Ruiz <ana@x.example>, "Novak, Ivan" <ivan@x.example>').unique).toEqual([
      'ana@x.example',
      'ivan@x.example',
    ]);
  });

  it('count once, whatever their case', () => {
    expect(parseAddresses('a@x.example A@X.example a@x.example')).toEqual({
      unique: ['a@x.example'],
      duplicates: 2,
      malformed: [],
    });
  });

  it('that are none are named, and left for the service to report', () => {
    const { unique, malformed } = parseAddresses('a@x.example nobody a@b');
    expect(malformed).toEqual(['nobody', 'a@b']);
    expect(unique).toHaveLength(3);
  });

  it('that are longer than any are cut, as the service refuses a whole request for one of them', () => {
    const { unique, malformed } = parseAddresses(`a@x.example ${'y'.repeat(5000)}`);
    expect([unique.length, malformed[0]?.length]).toEqual([2, 300]);
  });

  it('are counted quickly, also ten thousand of them', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `u${index}@x.example`).join('\n');
    expect(parseAddresses(many).unique).toHaveLength(maximumAddresses);
  });

  it('are found in a file with other columns', () => {
    const file = 'Name;E-Mail;Rolle\r\n"Ruiz, Ana";ana@x.example;User\r\nIvan;<ivan@x.example>;Admin\r\n';
    expect(addressesInFile(file)).toEqual(['ana@x.example', 'ivan@x.example']);
  });
});

describe('[L9] addresses that are typed', () => {
  it.each([
    ['ana@x.exam', '', 'ana@x.exam'],
    ['ana@x.example, ivan', 'ana@x.example', 'ivan'],
    ['ana@x.example\n', 'ana@x.example', ''],
    ['ana@x.example ', 'ana@x.example ', ''],
    ['Ana ', '', 'Ana '],
    ['"Novak, Ivan" <ivan', '', '"Novak, Ivan" <ivan'],
    ['"Novak, Ivan" <ivan@x.example>;', '"Novak, Ivan" <ivan@x.example>', ''],
    ['"ana@x.example\n', '"ana@x.example', ''],
  ])('are finished by what stands behind them: %j', (text, finished, left) => {
    expect(splitTyped(text)).toEqual({ finished, left });
  });

  it('join those that are there, each once', () => {
    expect(addAddresses(['a@x.example'], 'A@x.example b@x.example b@x.example')).toEqual({
      addresses: ['a@x.example', 'b@x.example'],
      duplicates: 2,
    });
  });

  it.each([
    ['a@x.example', null],
    ['nobody', 'noAt'],
    ['a@b@x.example', 'manyAts'],
    ['@x.example', 'noName'],
    ['a@', 'noDomain'],
    ['a@x', 'noDomain'],
    ['a@x.', 'noDomain'],
    ['a<b@x.example', 'other'],
  ])('say why they are none: %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});

describe('the file of outcomes', () => {
  const file = outcomeCsv(
    [
      { address: 'a@x.example', outcome: 'invited', userId: null },
      { address: '=cmd("x")', outcome: 'malformed', userId: null },
    ],
    ['E-Mail', 'Ergebnis'],
    (outcome) => outcome,
    ';',
  );

  it('begins with a byte order mark and ends its lines as spreadsheets expect', () => {
    expect(file).toBe(
      '\uFEFF"E-Mail";"Ergebnis"\r\n"a@x.example";"invited"\r\n"\'=cmd(""x"")";"malformed"\r\n',
    );
  });
});
