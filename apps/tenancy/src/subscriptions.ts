import {
  accountOpened,
  invitationExpired,
  statusConfirmed,
  userActivated,
  userBlocked,
  userCreated,
  userMirroringStarted,
  userMirroringStopped,
  userSignedIn,
  userUnblocked,
} from '@tenantry/contracts';
import { on, type Subscription } from '@tenantry/messaging';
import {
  addUser,
  showActivated,
  showBlocked,
  showConfirmed,
  showInvitationExpired,
  showSignIn,
  showUnchanged,
  showUnblocked,
} from './directory/project-users';
import { openAccount } from './organizations/open-account';

/** Everything that tenancy listens to. */
export const subscriptions: readonly Subscription[] = [
  on(accountOpened, openAccount),
  on(userCreated, addUser),
  on(userActivated, showActivated),
  on(userBlocked, showBlocked),
  on(userUnblocked, showUnblocked),
  on(statusConfirmed, showConfirmed),
  on(invitationExpired, showInvitationExpired),
  on(userMirroringStarted, showUnchanged),
  on(userMirroringStopped, showUnchanged),
  on(userSignedIn, showSignIn),
];
