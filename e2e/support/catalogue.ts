import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/paths';

const catalogues = path.join(root, 'apps/admin-web/src/i18n/locales');

/** A text of the console in one language. */
export type Say = (key: string) => string;

/** The texts of the console in a language. */
export const catalogueOf = (language: string): Say => {
  const texts = ['', 'further/', 'late/', 'acts/'].map(
    (place) =>
      JSON.parse(fs.readFileSync(path.join(catalogues, `${place}${language}.json`), 'utf8')) as Record<
        string,
        string
      >,
  );
  return (key) => texts.find((catalogue) => key in catalogue)?.[key] ?? key;
};
