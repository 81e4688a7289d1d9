import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { validity } from './validity';
import { accountInWords } from './welcome.mail';

/** Tells somebody that an account was created for them; carries the password that is good for one sign-in (C5). */
export function oneOffPassword(facts: MailFacts & { password: string }): MailContent {
  const { language, product, password } = facts;
  const t = texts(language, 'one_off_password');
  return {
    subject: t('subject', { product: product.name }),
    paragraphs: [...accountInWords(facts), t('next')],
    quote: { label: t('password'), text: password },
    action: { label: t('action'), link: product.consoleUrl },
    notes: [...validity(facts, 'one_off_password'), t('ignore')],
  };
}
