import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';

/** Tells somebody that an account was created for them; carries the link with which they choose the password (C3). */
export function welcome(facts: MailFacts & { link: string }): MailContent {
  const t = texts(facts.language, 'welcome');
  return {
    subject: t('subject', { product: facts.product.name }),
    paragraphs: [...accountInWords(facts), t('next')],
    action: { label: t('action'), link: facts.link },
    notes: [...validity(facts), t('ignore')],
  };
}

/** Who has created the account, where, and the user name. */
export function accountInWords({ language, values, product }: MailFacts): string[] {
  const t = texts(language, 'welcome');
  const { creatorName: creator, organizationName: organization = '', userName = '' } = values;
  const where = { organization, product: product.name };
  return [creator ? t('intro', { creator, ...where }) : t('introPlain', where), t('userName', { userName })];
}
