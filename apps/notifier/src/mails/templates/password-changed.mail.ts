import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { timeInWords } from './validity';

/** Tells a user that the password was changed, and what to do where it was not they. */
export function passwordChanged({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'password_changed');
  const { changedAt = '' } = values;
  const time = timeInWords(new Date(changedAt), { language, product });
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: product.name, time })],
    action: { label: t('action', { product: product.name }), link: product.consoleUrl },
    notes: [t('next')],
  };
}
