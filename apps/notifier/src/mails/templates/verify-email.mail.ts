import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';

/**
 * Asks whoever opens an account to show that the address is theirs. Nothing that was typed at the sign-up stands in
 * it: the address may be a stranger's, and a form that mails one's own words to strangers is used for spam.
 */
export function verifyEmail(facts: MailFacts & { link: string }): MailContent {
  const t = texts(facts.language, 'verify_email');
  return {
    subject: t('subject'),
    paragraphs: [t('intro', { product: facts.product.name }), t('next')],
    action: { label: t('action'), link: facts.link },
    notes: [...validity(facts), t('ignore')],
  };
}
