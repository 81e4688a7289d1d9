import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Tells a master above that the last master of an organization below has not signed in for long, and stays all the same (L7). */
export function lastMasterInactive({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'last_master_inactive');
  const { masterName = '', masterUserName = '', organizationName = '' } = values;
  return {
    subject: t('subject', { organization: organizationName }),
    paragraphs: [
      t('intro', {
        name: masterName,
        userName: masterUserName,
        organization: organizationName,
        product: product.name,
      }),
      t('kept'),
    ],
    action: { label: t('action', { product: product.name }), link: product.consoleUrl },
    notes: [t('next')],
  };
}
