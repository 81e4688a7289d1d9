import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells a user that the account is removed, why, and how to get another one. */
export function removed({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'removed');
  const { reason } = values;
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name })],
    quote: reason ? { label: t('reason'), text: reason } : undefined,
    notes: [t('next')],
    namesContacts: true,
  };
}
