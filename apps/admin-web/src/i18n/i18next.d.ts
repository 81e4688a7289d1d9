import 'i18next';
import type acts from './locales/acts/en.json';
import type en from './locales/en.json';
import type further from './locales/further/en.json';
import type help from './locales/help/en.json';
import type late from './locales/late/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en & typeof further & typeof late & typeof acts & typeof help };
  }
}
