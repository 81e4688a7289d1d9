import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';

/** Carries the link with which a user who has forgotten the password chooses a new one (C8). */
export function passwordForgotten(facts: MailFacts & { link: string }): MailContent {
  const t = texts(facts.language, 'password_forgotten');
  const { userName = '' } = facts.values;
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { userName, product: facts.product.name })],
    action: { label: t('action'), link: facts.link },
    notes: [...validity(facts), t('ignore')],
  };
}
