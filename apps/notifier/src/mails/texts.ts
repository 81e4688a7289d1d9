import type { Language } from '@tenantry/contracts';
import { createInstance } from 'i18next';
import de from './locales/de.json';
import en from './locales/en.json';
import es from './locales/es.json';
import ru from './locales/ru.json';

type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

// Typed like the English one: a language that lacks a key does not compile.
export const catalogues: Record<Language, Catalogue> = { en, es, ru, de };

const i18n = createInstance({
  resources: catalogues,
  supportedLngs: Object.keys(catalogues),
  ns: Object.keys(en),
  fallbackLng: false,
  initAsync: false,
  // React and the text part do their own escaping.
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: (key) => {
    throw new Error(`The mails have no text ${key}.`);
  },
});
void i18n.init();

/** The texts of one namespace in one language. Names and other values are inserted as they are, never interpreted. */
export function texts<N extends Namespace>(language: Language, namespace: N) {
  const translate = i18n.getFixedT(language, namespace);
  return (key: keyof Catalogue[N] & string, values: Record<string, string> = {}): string =>
    (translate as (key: string, options: object) => string)(key, { ...values, nest: false });
}
