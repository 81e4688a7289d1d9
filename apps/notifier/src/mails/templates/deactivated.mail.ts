import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { daysInWords } from './validity';

/** Tells a user that the account is deactivated, by an administrator or by the rule of inactivity, and what to do. */
export function deactivated({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'deactivated');
  const { reason, cause, days } = values;
  return {
    subject: t('subject'),
    paragraphs: [
      t(cause === 'inactivity' ? 'introInactivity' : 'intro', { product: product.name }),
      ...(days ? [t('rule', { duration: daysInWords(language, Number(days)) })] : []),
    ],
    quote: reason ? { label: t('reason'), text: reason } : undefined,
    notes: [t('next')],
    namesContacts: true,
  };
}
