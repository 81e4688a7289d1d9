import { type AccountType, accountTypes, ranksAtLeast } from './account-type';
import { type Decision, refused } from './decision';
import type { Role } from './role';

export const permissions = [
  'user.view',
  'user.invite',
  'user.create',
  'user.edit',
  'user.block',
  'user.unblock',
  'user.deactivate',
  'user.activate',
  'user.remove',
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.mirror',
  'user.export',
  'organization.manage',
  'line.assign',
  'role.manage',
  'service_center.manage',
  'dialogue.manage',
  'installation.operate',
] as const;
export type Permission = (typeof permissions)[number];

/** Who acts, as tenancy knows them. */
export type Actor = {
  readonly userId: string;
  readonly organizationId: string;
  /** The ids from the root to their organization. */
  readonly path: readonly string[];
  readonly accountType: AccountType;
  readonly active: boolean;
  readonly permissions: readonly Permission[];
  /** The service centers that they are bound to with the lock; a master needs none (decision 0013). */
  readonly ownedCenters: readonly string[];
  /** Modules that they may open and therefore grant; a master may grant all. */
  readonly modules: readonly string[];
  /** Sub-accounts of their organization that they may enter and therefore open to others; `null` is all of them. */
  readonly subAccountIds: readonly string[] | null;
  /** Permissions that they would have, were they not acting through another's account, see `mirror`. */
  readonly withheld?: readonly Permission[];
};

/** Whether they have the permission as far as looking goes: what waits under mirroring is seen all the same (decision 0015). */
export const looksWith = ({ permissions, withheld = [] }: Actor, permission: Permission): boolean =>
  permissions.includes(permission) || withheld.includes(permission);

/** The refusal of an actor who sees the subject and lacks this permission. */
export const refusedWithout = (actor: Actor, permission: Permission): Decision =>
  refused(actor.withheld?.includes(permission) ? 'mirroring' : 'permission_missing', true);

/**
 * What an account may do: a master everything in their subtree, the masters of the root organization operate the
 * installation besides; everybody else what their roles hold, as far as their rank may hold the role (A2, A5).
 */
export function permissionsOf(account: {
  readonly accountType: AccountType;
  readonly path: readonly string[];
  readonly roles: readonly Pick<Role, 'lowestAccountType' | 'permissions'>[];
}): readonly Permission[] {
  const { accountType, path, roles } = account;
  if (accountType === 'master')
    return permissions.filter((permission) => permission !== 'installation.operate' || path.length === 1);
  const held = new Set(
    roles
      .filter((role) => ranksAtLeast(accountType, role.lowestAccountType))
      .flatMap((role) => role.permissions),
  );
  return permissions.filter((permission) => held.has(permission) && permission !== 'installation.operate');
}

/**
 * The account types that the actor may grant to newcomers. A master is made by opening an account or by the bootstrap;
 * further ones are named by a master, see `decideOnGrant`.
 */
export const grantableAccountTypes = (actor: Actor): readonly AccountType[] =>
  actor.permissions.includes('user.invite') || actor.permissions.includes('user.create')
    ? accountTypes.filter((type) => type !== 'master' && ranksAtLeast(actor.accountType, type))
    : [];
