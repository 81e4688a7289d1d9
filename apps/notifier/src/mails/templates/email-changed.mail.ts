import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells the new address of an account that it is the one from now on (L4). */
export function emailChanged({ language, product }: MailFacts): MailContent {
  const t = texts(language, 'email_changed');
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name })],
    action: { label: t('action'), link: product.consoleUrl },
    notes: [t('next')],
    namesContacts: true,
  };
}
