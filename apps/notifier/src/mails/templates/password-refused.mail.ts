import type { PasswordRefusal } from '@tenantry/contracts';
import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';
import { timeInWords } from './validity';

const reasons = {
  blocked: 'blocked',
  inactive: 'inactive',
  inactive_manual: 'inactiveManual',
  inactive_inactivity: 'inactiveInactivity',
  invited: 'invited',
  created: 'created',
  organization_suspended: 'organizationSuspended',
  organization_closed: 'organizationClosed',
} as const satisfies Record<PasswordRefusal, string>;

const isKnown = (why: string | undefined): why is PasswordRefusal => why !== undefined && why in reasons;

/** Tells a user who wants a new password why none would help, since when, and whom to ask (C2, C8). */
export function passwordRefused({ language, values, product }: MailFacts): MailContent {
  const t = texts(language, 'password_refused');
  const { userName = '', why, since, contacts } = values;
  const time = since ? timeInWords(new Date(since), { language, product }) : '';
  return {
    subject: t('subject'),
    paragraphs: [
      t('intro', { userName, product: product.name }),
      t(isKnown(why) ? reasons[why] : 'inactive', { since: time }),
      contacts ? t('askContacts', { contacts }) : t('ask'),
    ],
    notes: [t('ignore')],
  };
}
