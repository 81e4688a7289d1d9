import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';

/** Asks somebody to join an organization; carries the link that activates the account. */
export function invitation(facts: MailFacts & { link: string }): MailContent {
  const t = texts(facts.language, 'invitation');
  const { organizationName: organization, inviterName: inviter } = facts.values;
  const product = facts.product.name;
  const intro = () => {
    if (!organization) return t('introBare', { product });
    return inviter
      ? t('intro', { inviter, organization, product })
      : t('introPlain', { organization, product });
  };
  return {
    subject: organization ? t('subject', { organization, product }) : t('subjectPlain', { product }),
    paragraphs: [intro(), t('next')],
    action: { label: t('action'), link: facts.link },
    notes: [...validity(facts), t('ignore')],
    namesContacts: true,
  };
}
