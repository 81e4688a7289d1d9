import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { timeInWords } from './validity';

/** Tells a user who acts through their account, since when, until when and why (A11). */
export function mirrored({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'mirrored');
  const { byName = '', startedAt = '', until = '', reason } = values;
  const time = (text: string) => timeInWords(new Date(text), { language, product });
  return {
    subject: t('subject'),
    paragraphs: [
      t('intro', { by: byName, product: product.name, since: time(startedAt), until: time(until) }),
    ],
    quote: reason ? { label: t('reason'), text: reason } : undefined,
    notes: [t('next')],
    namesContacts: true,
  };
}
