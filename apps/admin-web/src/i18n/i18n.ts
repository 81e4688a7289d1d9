import type { Language } from '@tenantry/contracts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The console's languages by their own names, as they stand in the language menu. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  ru: 'Русский',
  de: 'Deutsch',
};
export const languages = Object.keys(languageNames) as Language[];

const catalogues: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./locales/en.json'),
  es: () => import('./locales/es.json'),
  ru: () => import('./locales/ru.json'),
  de: () => import('./locales/de.json'),
};

/**
 * Texts that would weigh on the first page, each loaded with those before it: of the pages that nobody sees first; of what
 * is opened from those and of pages that are seen once; of what is done to users and of tabs that few open; of the help,
 * which names the buttons of all of them.
 */
const laterCatalogues: readonly (typeof catalogues)[] = [
  {
    en: () => import('./locales/further/en.json'),
    es: () => import('./locales/further/es.json'),
    ru: () => import('./locales/further/ru.json'),
    de: () => import('./locales/further/de.json'),
  },
  {
    en: () => import('./locales/late/en.json'),
    es: () => import('./locales/late/es.json'),
    ru: () => import('./locales/late/ru.json'),
    de: () => import('./locales/late/de.json'),
  },
  {
    en: () => import('./locales/acts/en.json'),
    es: () => import('./locales/acts/es.json'),
    ru: () => import('./locales/acts/ru.json'),
    de: () => import('./locales/acts/de.json'),
  },
  {
    en: () => import('./locales/help/en.json'),
    es: () => import('./locales/help/es.json'),
    ru: () => import('./locales/help/ru.json'),
    de: () => import('./locales/help/de.json'),
  },
];
/** How many of the later ones something on the page has asked for. */
let wanted = 0;

const storageKey = 'tenantry.language';
const isLanguage = (value: string | null | undefined): value is Language =>
  languages.some((language) => language === value);

/** The language that the person chose in this browser; `null` where they chose none. */
export function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : null;
}

/** The first of the browser's languages that the console speaks, else English. */
export function browserLanguage(preferred: readonly string[] = navigator.languages): Language {
  return preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** Loads the catalogue and switches texts, `lang` and number formats to it. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const catalogue = await catalogues[language]();
    i18next.addResourceBundle(language, 'translation', catalogue.default);
  }
  await addTexts(wanted, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

const addTexts = (count: number, language: Language) =>
  Promise.all(
    laterCatalogues.slice(0, count).map(async (from) => {
      const catalogue = await from[language]();
      i18next.addResourceBundle(language, 'translation', catalogue.default, true, true);
    }),
  );

async function withTexts<Module>(count: number, module: Promise<Module>): Promise<Module> {
  wanted = Math.max(wanted, count);
  const { language } = i18next;
  const [loaded] = await Promise.all([module, isLanguage(language) && addTexts(count, language)]);
  return loaded;
}

/** A module of a page that is not among the first, with the texts that it shows. */
export const withFurtherTexts = <Module>(module: Promise<Module>) => withTexts(1, module);

/** As {@link withFurtherTexts}, for a module that shows texts of the late catalogue, too. */
export const withLateTexts = <Module>(module: Promise<Module>) => withTexts(2, module);

/** As {@link withLateTexts}, for a module of what is done to users. */
export const withActTexts = <Module>(module: Promise<Module>) => withTexts(3, module);

/** As {@link withActTexts}, for a module of the help. */
export const withHelpTexts = <Module>(module: Promise<Module>) => withTexts(4, module);

/** Switches the language and remembers the choice in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await showLanguage(language);
}

/** Starts with the chosen language, else the browser's. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await showLanguage(chosenLanguage() ?? browserLanguage());
}
