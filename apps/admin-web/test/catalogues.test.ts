import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { problems } from '@tenantry/contracts';

const source = path.join(__dirname, '../src');
const languages = ['en', 'es', 'ru', 'de'] as const;
type Catalogue = Record<string, string>;

const readFile = (file: string): Catalogue =>
  JSON.parse(readFileSync(path.join(source, 'i18n/locales', file), 'utf8')) as Catalogue;
/** The texts of the first pages, those of the further ones, of what comes late, of what is done to users and of the help. */
const read = (language: string): Catalogue => ({
  ...readFile(`${language}.json`),
  ...readFile(`further/${language}.json`),
  ...readFile(`late/${language}.json`),
  ...readFile(`acts/${language}.json`),
  ...readFile(`help/${language}.json`),
});
const catalogues = new Map(languages.map((language) => [language, read(language)]));
const english = read('en');

const pluralSuffix = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string): string => key.replace(pluralSuffix, '');
const plural = new Set(
  Object.keys(english)
    .filter((key) => pluralSuffix.test(key))
    .map(baseOf),
);
const basesOf = (catalogue: Catalogue): Set<string> =>
  new Set(Object.keys(catalogue).map((key) => (plural.has(baseOf(key)) ? baseOf(key) : key)));
const variablesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

/** The console's source, which says which texts it shows. */
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(source, file), 'utf8'))
  .join('\n');

describe.each(languages)('the texts in %s', (language) => {
  const catalogue = catalogues.get(language) ?? {};

  it('stand in one catalogue, once', () => {
    const keys = ['', 'further/', 'late/', 'acts/', 'help/'].flatMap((place) =>
      Object.keys(readFile(`${place}${language}.json`)),
    );
    expect(keys.filter((key, position) => keys.indexOf(key) !== position)).toEqual([]);
  });

  it('are the same as in English, and none is empty', () => {
    expect([...basesOf(catalogue)].sort()).toEqual([...basesOf(english)].sort());
    expect(Object.entries(catalogue).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it('have every plural form that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = [...plural].flatMap((key) =>
      forms.map((form) => `${key}_${form}`).filter((form) => catalogue[form] === undefined),
    );
    const superfluous = Object.keys(catalogue).filter(
      (key) => plural.has(baseOf(key)) && !forms.some((form) => key.endsWith(`_${form}`)),
    );
    expect({ missing, superfluous }).toEqual({ missing: [], superfluous: [] });
  });

  it('take the same values as in English', () => {
    const wrong = Object.entries(catalogue).filter(([key, text]) => {
      const models = [english[key], english[`${baseOf(key)}_other`]].join(' ');
      return variablesOf(text).some((name) => !variablesOf(models).includes(name));
    });
    expect(wrong).toEqual([]);
  });

  it('have a sentence for every problem that an API answers, and for no other', () => {
    const consoleOnly = ['answer.unreadable', 'network.unreachable', 'unknown'];
    const sentences = Object.keys(catalogue)
      .filter((key) => key.startsWith('problem.'))
      .map((key) => key.slice('problem.'.length));
    expect(sentences.sort()).toEqual([...Object.keys(problems), ...consoleOnly].sort());
  });
});

describe('the keys of texts', () => {
  // `t('users.title')`, also between the arms of a condition, and `t(`status.${status}`)`.
  const literal = new Set([...code.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)].map(([, key]) => key ?? ''));
  const quoted = [...code.matchAll(/`([a-zA-Z][\w.-]*\.)\$\{[^`]*?\}([\w.-]*)`/g)].map(
    ([, before = '', after = '']) => ({ before, after }),
  );

  it('that the code names all exist', () => {
    const named = [...code.matchAll(/\bt\(\s*['`]([\w.-]+)['`]/g)].map(([, key]) => key ?? '');
    const known = basesOf(english);
    expect(named.length).toBeGreaterThan(200);
    expect([...new Set(named)].filter((key) => !known.has(key))).toEqual([]);
  });

  it('are all shown somewhere', () => {
    const unused = [...basesOf(english)].filter(
      (key) =>
        !literal.has(key) &&
        !code.includes(`\`${key}\``) &&
        !quoted.some(({ before, after }) => key.startsWith(before) && key.endsWith(after)),
    );
    expect(unused).toEqual([]);
  });
});
