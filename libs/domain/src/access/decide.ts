import { type AccountType, ranksAtLeast } from './account-type';
import type { Organization } from '../organization/organization';
import { allowed, type Decision, refused } from './decision';
import { decideOnGrant, type GrantedAccess } from './grant';
import { outranks } from './mirror';
import { type Actor, grantableAccountTypes, type Permission, refusedWithout } from './permission';
import type { Role } from './role';
import { inSubtree, sees, type Subject } from './visibility';

/** What is done to one user; `user.invite` sends an invitation again. */
export type UserAct = Exclude<Extract<Permission, `user.${string}`>, 'user.create' | 'user.export'>;

/** Acts that take an administrator out of service: never on the last active master of an organization. */
const takesOutOfService: readonly UserAct[] = ['user.block', 'user.deactivate', 'user.remove'];
/** Never on oneself: nobody locks themselves out or grants themselves anything. For one's own password and sessions there are ways of one's own. */
const neverOnOneself: readonly UserAct[] = [
  ...takesOutOfService,
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.mirror',
];

/**
 * Whether the actor may do this to the user (rules, Acts): sight first, then the permission, then the two guards.
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
  if (!actor.permissions.includes(act)) return refusedWithout(actor, act);
  if (actor.userId === user.userId && neverOnOneself.includes(act)) return refused('self', true);
  if (act === 'user.mirror') return outranks(actor, user) ? allowed : refused('rank_too_low', true);
  return takesOutOfService.includes(act) ? decideOnRetirement(user, activeMasters) : allowed;
}

/**
 * Whether the user may be taken out of service at all, whoever or whatever rule does it: an organization keeps an active master.
 * @param activeMasters as above
 */
export const decideOnRetirement = (
  user: Pick<Subject, 'accountType'> & { readonly active: boolean },
  activeMasters: number,
): Decision =>
  user.accountType === 'master' && user.active && activeMasters <= 1 ? refused('last_master', true) : allowed;

/**
 * Whether the actor may give the user this access in place of what they have (A2, A5): as every act on a user, nothing
 * granted that one may not grant, and the last active master of an organization stays one.
 * @param activeMasters how many active masters the user's organization has, the user included
 */
export function decideOnAccess(
  actor: Actor,
  user: Subject & { readonly active: boolean },
  { wanted, before, activeMasters }: { wanted: GrantedAccess; before: GrantedAccess; activeMasters: number },
): Decision {
  const act = decideOnUser(actor, 'user.access', user, activeMasters);
  if (!act.allowed) return act;
  const grant = decideOnGrant(actor, user.path, wanted, before);
  if (!grant.allowed) return grant;
  const loses = before.accountType === 'master' && wanted.accountType !== 'master' && user.active;
  return loses && activeMasters <= 1 ? refused('last_master', true) : allowed;
}

/**
 * Whether the actor may make, change or delete a role of the organization with this path: never one that can do more than
 * they can, neither before nor afterwards (A2). Pass every form of the role that there is: as it is, and as it is to be.
 */
export function decideOnRole(
  actor: Actor,
  path: readonly string[],
  ...forms: readonly Pick<Role, 'lowestAccountType' | 'permissions'>[]
): Decision {
  if (!actor.active) return refused('actor_not_active', false);
  // Roles that were made above are known to those who hold them.
  if (!inSubtree(actor, path))
    return refused(
      'outside_subtree',
      path.every((id, at) => actor.path[at] === id),
    );
  if (!actor.permissions.includes('role.manage')) return refusedWithout(actor, 'role.manage');
  if (!forms.every(({ lowestAccountType }) => ranksAtLeast(actor.accountType, lowestAccountType)))
    return refused('grant_above_own_rank', true);
  const held = (permission: Permission) => actor.permissions.includes(permission);
  return forms.every((form) => form.permissions.every(held)) ? allowed : refused('grant_not_held', true);
}

/**
 * Whether the actor may invite a user with this account type into the organization, or create one there: never wider than
 * their own rank, and not while it or one above it is suspended or closed, because nobody could accept (A14).
 */
export function decideOnInvitation(
  actor: Actor,
  { path, effectiveStatus }: Pick<Organization, 'path' | 'effectiveStatus'>,
  accountType: AccountType,
  act: 'user.invite' | 'user.create' = 'user.invite',
): Decision {
  if (!actor.active) return refused('actor_not_active', false);
  if (!inSubtree(actor, path)) return refused('outside_subtree', false);
  if (!actor.permissions.includes(act)) return refusedWithout(actor, act);
  if (!ranksAtLeast(actor.accountType, accountType) || !grantableAccountTypes(actor).includes(accountType))
    return refused('grant_above_own_rank', true);
  if (effectiveStatus !== 'active') return refused('wrong_status', true);
  return allowed;
}

/** Whether the actor operates the installation: a master of the root organization. */
export function decideOnInstallation(actor: Actor): Decision {
  if (!actor.active) return refused('actor_not_active', true);
  if (actor.permissions.includes('installation.operate')) return allowed;
  return refused(actor.withheld?.includes('installation.operate') ? 'mirroring' : 'not_operator', true);
}
