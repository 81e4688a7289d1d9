import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells a user that the account is open again. */
export function unblocked({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'unblocked');
  const { comment } = values;
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name })],
    quote: comment ? { label: t('comment'), text: comment } : undefined,
    action: { label: t('action'), link: product.consoleUrl },
    notes: [],
    namesContacts: true,
  };
}
