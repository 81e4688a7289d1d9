import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';

/** Tells a user that an administrator has reset the password; carries the link with which they choose a new one (C4). */
export function passwordReset(facts: MailFacts & { link: string }): MailContent {
  const t = texts(facts.language, 'password_reset');
  const { administratorName: administrator, userName = '' } = facts.values;
  const account = { userName, product: facts.product.name };
  return {
    subject: t('subject'),
    paragraphs: [
      administrator ? t('intro', { administrator, ...account }) : t('introPlain', account),
      t('void'),
    ],
    action: { label: t('action'), link: facts.link },
    notes: [...validity(facts), t('ignore')],
  };
}
