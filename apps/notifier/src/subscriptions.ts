import {
  mailMirrored,
  sendMail,
  sendPasswordMail,
  userActivated,
  userBlocked,
  userCreated,
  userEmailChanged,
  userPasswordChanged,
  userProfileChanged,
  userUnblocked,
} from '@tenantry/contracts';
import { on, type Subscription } from '@tenantry/messaging';
import { mailUserMirrored } from './handlers/mail-user-mirrored';
import { mailOnCommand } from './handlers/mail-on-command';
import { mailPasswordChanged } from './handlers/mail-password-changed';
import { mailUserBlocked } from './handlers/mail-user-blocked';
import { mailUserUnblocked } from './handlers/mail-user-unblocked';
import type { Enqueue } from './mails/mail-queue';
import {
  rememberEmail,
  rememberNames,
  rememberProfile,
  rememberRecipient,
} from './recipients/remember-recipient';

/** Who may ask for a mail by command. */
export const commandSenders = ['identity'];

export const subscriptions = (enqueue: Enqueue): Subscription[] => [
  on(userCreated, rememberRecipient),
  on(userActivated, rememberNames),
  on(userProfileChanged, rememberProfile),
  on(userEmailChanged, rememberEmail),
  on(userBlocked, mailUserBlocked(enqueue)),
  on(userUnblocked, mailUserUnblocked(enqueue)),
  on(userPasswordChanged, mailPasswordChanged(enqueue)),
  on(mailMirrored, mailUserMirrored(enqueue)),
  on(sendMail, mailOnCommand(enqueue)),
  on(sendPasswordMail, mailOnCommand(enqueue)),
];
