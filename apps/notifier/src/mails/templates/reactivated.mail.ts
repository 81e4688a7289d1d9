import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells a user who was deactivated that the account is open again. */
export function reactivated({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'reactivated');
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
