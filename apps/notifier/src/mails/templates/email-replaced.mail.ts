import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells an address that it belongs to an account no more (L4). Whoever reads it may be a stranger: it names nobody. */
export function emailReplaced({ language, product }: MailFacts): MailContent {
  const t = texts(language, 'email_replaced');
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name })],
    notes: [t('next')],
    greetsByName: false,
  };
}
