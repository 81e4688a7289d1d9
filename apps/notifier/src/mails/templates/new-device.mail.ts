import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { timeInWords } from './validity';

/** Tells a user that somebody, perhaps they, has signed in from a device that was not known, and what to do if not (C12). */
export function newDevice({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'new_device');
  const { signedInAt = '', environment = '', browser, system } = values;
  const device =
    browser && system ? t('device', { browser, system }) : (browser ?? system ?? t('deviceUnknown'));
  return {
    subject: t('subject', { product: product.name }),
    paragraphs: [t('intro', { product: product.name }), t('own'), t('notOwn')],
    quote: {
      label: t('what'),
      text: [
        t('time', { time: timeInWords(new Date(signedInAt), { language, product }) }),
        t('from', { device }),
        t('environment', { environment }),
      ].join('\n'),
    },
    action: { label: t('action'), link: `${product.consoleUrl.replace(/\/$/, '')}/account` },
    notes: [],
    namesContacts: true,
  };
}
