import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { durationInWords, timeInWords } from './validity';

/** Tells a user who has not signed in for long when the account is deactivated, and what keeps it (L7). */
export function inactivityWarning({ language, values, product, now }: MailFacts): MailContent {
  const t = texts(language, 'inactivity_warning');
  const dueAt = new Date(values['dueAt'] ?? now);
  const duration = durationInWords(language, dueAt.getTime() - now.getTime());
  return {
    subject: t('subject'),
    paragraphs: [
      t('intro', { product: product.name }),
      t('left', { duration, time: timeInWords(dueAt, { language, product }) }),
    ],
    action: { label: t('action'), link: product.consoleUrl },
    notes: [t('next')],
    namesContacts: true,
  };
}
