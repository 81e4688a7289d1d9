import { type AccountType, ranksAtLeast } from './account-type';
import { allowed, type Decision, refused } from './decision';
import { type Actor, grantableAccountTypes } from './permission';
import { inSubtree, sees, type Subject } from './visibility';

export type UserAct = 'user.view' | 'user.block' | 'user.unblock' | 'user.access';

/** Never on oneself: nobody locks themselves out or grants themselves anything. */
const neverOnOneself: readonly UserAct[] = ['user.block', 'user.access'];
/** Acts that take an administrator out of service: never on the last active master of an organization. */
const takesOutOfService: readonly UserAct[] = ['user.block'];

/**
 * Whether the actor may do this to the user (design section 2): sight first, then the permission, then the two guards.
 * @param activeMasters how many active masters the user's organization has, the user included
 */
export function decideOnUser(
  actor: Actor,
  act: UserAct,
  user: Subject & { readonly active: boolean },
  activeMasters: number,
): Decision {
  const sight = sees(actor, user);
  if (!sight.allowed || act === 'user.view') return sight;
  if (!actor.permissions.includes(act)) return refused('permission_missing', true);
  if (actor.userId === user.userId && neverOnOneself.includes(act)) return refused('self', true);
  if (!takesOutOfService.includes(act)) return allowed;
  if (user.accountType === 'master' && user.active && activeMasters <= 1) return refused('last_master', true);
  return allowed;
}

/** Whether the actor may invite a user with this account type into the organization with this path: never wider than their own rank. */
export function decideOnInvitation(
  actor: Actor,
  path: readonly string[],
  accountType: AccountType,
): Decision {
  if (!actor.active) return refused('actor_not_active', false);
  if (!inSubtree(actor, path)) return refused('outside_subtree', false);
  if (!actor.permissions.includes('user.invite')) return refused('permission_missing', true);
  if (!ranksAtLeast(actor.accountType, accountType) || !grantableAccountTypes(actor).includes(accountType))
    return refused('grant_above_own_rank', true);
  return allowed;
}

/** Whether the actor operates the installation: a master of the root organization. */
export function decideOnInstallation(actor: Actor): Decision {
  if (!actor.active) return refused('actor_not_active', true);
  return actor.permissions.includes('installation.operate') ? allowed : refused('not_operator', true);
}
