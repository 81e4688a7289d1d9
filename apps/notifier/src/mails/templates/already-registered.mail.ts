import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells the holder of an address that it was given for a new account; whoever gave it is not told. */
export function alreadyRegistered({ language, product }: MailFacts): MailContent {
  const t = texts(language, 'already_registered');
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name }), t('next')],
    action: { label: t('action'), link: product.consoleUrl },
    notes: [t('ignore')],
  };
}
