import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells support what somebody says is wrong with an account, and which one it is (L4). */
export function supportReport({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'support_report');
  const { reporterName = '', reporterEmail = '', text = '' } = values;
  const { userName = '', name = '', email = '', userId = '', organizationName = '' } = values;
  return {
    subject: t('subject', { userName, organization: organizationName }),
    paragraphs: [
      t('intro', { reporter: reporterName, address: reporterEmail, product: product.name }),
      t('userName', { userName }),
      t('name', { name }),
      t('email', { email }),
      t('organization', { organization: organizationName }),
      t('id', { userId }),
    ],
    quote: { label: t('text'), text },
    notes: [],
    greetsByName: false,
  };
}
