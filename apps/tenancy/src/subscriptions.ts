import {
  accountOpened,
  changeRoleOfUser as changeRoleCommand,
  checkSealChain,
  invitationExpired,
  invitationResent,
  statusConfirmed,
  userActivated,
  userBlocked,
  userCreated,
  userDeactivated,
  userEmailChanged,
  userInactivityWarned,
  userKeptActive,
  userMirroringStarted,
  userMirroringStopped,
  userPasswordChanged,
  userPasswordReset,
  userProfileChanged,
  userReactivated,
  userRemoved,
  userReportedToSupport,
  userSessionsEnded,
  userSignedIn,
  userUnblocked,
} from '@tenantry/contracts';
import { beginSealCheck, on, type Subscription } from '@tenantry/messaging';
import { changeRoleOfUser } from './access/change-role-of-user';
import {
  showBlocked,
  showConfirmed,
  showDeactivated,
  showInvitationExpired,
  showInvitationResent,
  showRemoved,
  showServed,
  showUnchanged,
} from './directory/project-status';
import { addUser, showActivated, showEmail, showProfile, showSignIn } from './directory/project-users';
import { tellMastersAbove } from './directory/tell-masters-above';
import { openAccount } from './organizations/open-account';

/** Everything that tenancy listens to. */
export const subscriptions: readonly Subscription[] = [
  on(accountOpened, openAccount),
  on(userCreated, addUser),
  on(userActivated, showActivated),
  on(userBlocked, showBlocked),
  on(userUnblocked, showServed),
  on(userDeactivated, showDeactivated),
  on(userReactivated, showServed),
  on(userRemoved, showRemoved),
  on(userProfileChanged, showProfile),
  on(userEmailChanged, showEmail),
  on(userPasswordChanged, showUnchanged),
  on(userPasswordReset, showUnchanged),
  on(userSessionsEnded, showUnchanged),
  on(userReportedToSupport, showUnchanged),
  on(statusConfirmed, showConfirmed),
  on(userInactivityWarned, showUnchanged),
  on(userKeptActive, tellMastersAbove),
  on(invitationExpired, showInvitationExpired),
  on(invitationResent, showInvitationResent),
  on(userMirroringStarted, showUnchanged),
  on(userMirroringStopped, showUnchanged),
  on(userSignedIn, showSignIn),
  on(changeRoleCommand, changeRoleOfUser),
  on(checkSealChain.tenancy, beginSealCheck),
];

/** Who sends commands to tenancy: what is to be done to users, and a check of the log. */
export const commandSenders = ['identity', 'scheduler'];
