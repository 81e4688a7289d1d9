import {
  accountOpened,
  invitationExpired,
  userActivated,
  userBlocked,
  userCreated,
  userSignedIn,
  userUnblocked,
} from '@tenantry/contracts';
import { on, type Subscription } from '@tenantry/messaging';
import {
  addUser,
  showActivated,
  showBlocked,
  showInvitationExpired,
  showSignIn,
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
  on(invitationExpired, showInvitationExpired),
  on(userSignedIn, showSignIn),
];
