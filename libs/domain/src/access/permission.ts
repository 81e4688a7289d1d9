import { type AccountType, accountTypes, ranksAtLeast } from './account-type';

export const permissions = [
  'user.view',
  'user.invite',
  'user.block',
  'user.unblock',
  'installation.operate',
] as const;
export type Permission = (typeof permissions)[number];

/** Who acts, as tenancy knows them. `path` holds the ids from the root to their organization. */
export type Actor = {
  readonly userId: string;
  readonly organizationId: string;
  readonly path: readonly string[];
  readonly accountType: AccountType;
  readonly active: boolean;
};

const userManagement: readonly Permission[] = ['user.view', 'user.invite', 'user.block', 'user.unblock'];

/** Both admin ranks manage users; masters of the root organization operate the installation (design section 2). */
export function permissionsOf(actor: Pick<Actor, 'accountType' | 'path'>): readonly Permission[] {
  if (actor.accountType === 'standard') return [];
  const operates = actor.accountType === 'master' && actor.path.length === 1;
  return operates ? [...userManagement, 'installation.operate'] : userManagement;
}

/**
 * The account types that the actor may grant to others. A master is made by opening an account or by the bootstrap:
 * an organization has the one who created it, so nobody grants `master`.
 */
export const grantableAccountTypes = (actor: Actor): readonly AccountType[] =>
  permissionsOf(actor).includes('user.invite')
    ? accountTypes.filter((type) => type !== 'master' && ranksAtLeast(actor.accountType, type))
    : [];
