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

/** Texts of the pages that nobody sees first; they would weigh on the first one. */
const furtherCatalogues: typeof catalogues = {
  en: () => import('./locales/further/en.json'),
  es: () => import('./locales/further/es.json'),
  ru: () => import('./locales/further/ru.json'),
  de: () => import('./locales/further/de.json'),
};
let furtherWanted = false;

/** Texts of what is opened from those pages, and of the pages that are seen once: they would weigh on all of them. */
const lateCatalogues: typeof catalogues = {
  en: () => import('./locales/late/en.json'),
  es: () => import('./locales/late/es.json'),
  ru: () => import('./locales/late/ru.json'),
  de: () => import('./locales/late/de.json'),
};
let lateWanted = false;

/** Texts of what is done to users, and of tabs that few open: no page shows them before somebody has gone to one. */
const actCatalogues: typeof catalogues = {
  en: () => import('./locales/acts/en.json'),
  es: () => import('./locales/acts/es.json'),
  ru: () => import('./locales/acts/ru.json'),
  de: () => import('./locales/acts/de.json'),
};
let actsWanted = false;

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
  if (furtherWanted) await addTexts(furtherCatalogues, language);
  if (lateWanted) await addTexts(lateCatalogues, language);
  if (actsWanted) await addTexts(actCatalogues, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function addTexts(from: typeof catalogues, language: Language): Promise<void> {
  const catalogue = await from[language]();
  i18next.addResourceBundle(language, 'translation', catalogue.default, true, true);
}

/** A module of a page that is not among the first, with the texts that it shows. */
export async function withFurtherTexts<Module>(module: Promise<Module>): Promise<Module> {
  furtherWanted = true;
  const { language } = i18next;
  const [loaded] = await Promise.all([module, isLanguage(language) && addTexts(furtherCatalogues, language)]);
  return loaded;
}

/** As {@link withFurtherTexts}, for a module that shows texts of the late catalogue, too. */
export async function withLateTexts<Module>(module: Promise<Module>): Promise<Module> {
  lateWanted = true;
  const { language } = i18next;
  const [loaded] = await Promise.all([
    withFurtherTexts(module),
    isLanguage(language) && addTexts(lateCatalogues, language),
  ]);
  return loaded;
}

/** As {@link withLateTexts}, for a module of what is done to users. */
export async function withActTexts<Module>(module: Promise<Module>): Promise<Module> {
  actsWanted = true;
  const { language } = i18next;
  const [loaded] = await Promise.all([
    withLateTexts(module),
    isLanguage(language) && addTexts(actCatalogues, language),
  ]);
  return loaded;
}

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
