import {
  applyRetention,
  checkSealChain,
  mailLastMaster,
  mailMirrored,
  mailNewDevice,
  mailSupportReport,
  organizationCreated,
  organizationKeyUsersChanged,
  sendMail,
  sendPasswordMail,
  userActivated,
  userBlocked,
  userCreated,
  userDeactivated,
  userEmailChanged,
  userInactivityWarned,
  userPasswordChanged,
  userProfileChanged,
  userReactivated,
  userRemoved,
  userUnblocked,
} from '@tenantry/contracts';
import { beginRetention, beginSealCheck, on, type Subscription } from '@tenantry/messaging';
import { mailUserMirrored } from './handlers/mail-user-mirrored';
import { mailEmailChanged } from './handlers/mail-email-changed';
import { mailInactivityWarning, mailLastMasterInactive } from './handlers/mail-inactivity';
import { mailNewSignIn } from './handlers/mail-new-sign-in';
import { mailOnCommand } from './handlers/mail-on-command';
import { mailPasswordChanged } from './handlers/mail-password-changed';
import { mailReport } from './handlers/mail-support-report';
import { mailUserBlocked } from './handlers/mail-user-blocked';
import { mailUserDeactivated, mailUserReactivated } from './handlers/mail-user-deactivated';
import { mailUserRemoved } from './handlers/mail-user-removed';
import { mailUserUnblocked } from './handlers/mail-user-unblocked';
import type { Enqueue } from './mails/mail-queue';
import { projectKeyUsers, projectOrganization } from './organizations/project-organization';
import { rememberNames, rememberProfile, rememberRecipient } from './recipients/remember-recipient';

/** Who may ask for a mail by command, for a check of the log, and for old mails to be deleted. */
export const commandSenders = ['identity', 'tenancy', 'scheduler'];

export const subscriptions = (enqueue: Enqueue): Subscription[] => [
  on(organizationCreated, projectOrganization),
  on(organizationKeyUsersChanged, projectKeyUsers),
  on(userCreated, rememberRecipient),
  on(userActivated, rememberNames),
  on(userProfileChanged, rememberProfile),
  on(userEmailChanged, mailEmailChanged(enqueue)),
  on(userBlocked, mailUserBlocked(enqueue)),
  on(userUnblocked, mailUserUnblocked(enqueue)),
  on(userPasswordChanged, mailPasswordChanged(enqueue)),
  on(userDeactivated, mailUserDeactivated(enqueue)),
  on(userReactivated, mailUserReactivated(enqueue)),
  on(userRemoved, mailUserRemoved(enqueue)),
  on(userInactivityWarned, mailInactivityWarning(enqueue)),
  on(mailLastMaster, mailLastMasterInactive(enqueue)),
  on(mailMirrored, mailUserMirrored(enqueue)),
  on(mailNewDevice, mailNewSignIn(enqueue)),
  on(mailSupportReport, mailReport(enqueue)),
  on(sendMail, mailOnCommand(enqueue)),
  on(sendPasswordMail, mailOnCommand(enqueue)),
  on(checkSealChain.notifier, beginSealCheck),
  on(applyRetention.notifier, beginRetention),
];
