import { type AccountType, ranksAtLeast } from './account-type';
import { allowed, type Decision, refused } from './decision';
import { inSubtree } from './visibility';
import type { Actor } from './permission';
import type { Role } from './role';

/** A module of the customer's product, as the installation's operator names them (A3). */
export type Module = { readonly key: string; readonly adminOnly: boolean };

/** Modules that no standard account ever opens, whatever the operator calls them (A3). */
export const administratorModules: readonly string[] = ['pricing', 'payment', 'user_management'];

/** A part of an organization that users are let into one by one (A4). */
export type SubAccount = { readonly id: string; readonly organizationId: string };

/** The access that a user has, or is to have. */
export type GrantedAccess = {
  readonly accountType: AccountType;
  /** Those built in, and those made by the user's organization or one above it. */
  readonly roles: readonly (Role & { readonly organizationPath: readonly string[] | null })[];
  readonly modules: readonly Module[];
  /** `null` lets into all of the organization's. */
  readonly subAccounts: readonly SubAccount[] | null;
};

/**
 * Whether this access may be given to a user of the organization with this path: only what the actor holds, only what
 * the account type may hold, only what is there (A2–A4; design section 2: nothing granted that one may not grant).
 * What the user has already and keeps is not a grant; pass it as `before`, `null` for a newcomer.
 * Sight of the user and the permission to grant are decided before, see `decideOnUser` and `decideOnInvitation`.
 */
export function decideOnGrant(
  actor: Actor,
  path: readonly string[],
  wanted: GrantedAccess,
  before: GrantedAccess | null,
): Decision {
  if (!inSubtree(actor, path)) return refused('outside_subtree', false);
  if (!ranksAtLeast(actor.accountType, wanted.accountType)) return refused('grant_above_own_rank', true);

  const known = new Set(before?.roles.map((role) => role.id));
  for (const role of wanted.roles) {
    if (role.organizationPath && !isPrefix(role.organizationPath, path))
      return refused('not_of_organization', true);
    if (!ranksAtLeast(wanted.accountType, role.lowestAccountType))
      return refused('role_needs_higher_account_type', true);
    if (
      !known.has(role.id) &&
      !role.permissions.every((permission) => actor.permissions.includes(permission))
    )
      return refused('grant_not_held', true);
  }

  const opened = new Set(before?.modules.map((module) => module.key));
  for (const module of wanted.modules) {
    if (module.adminOnly && wanted.accountType === 'standard')
      return refused('module_for_administrators', true);
    if (!opened.has(module.key) && !mayGrantModule(actor, module.key)) return refused('grant_not_held', true);
  }

  const organizationId = path.at(-1);
  if (wanted.subAccounts?.some((subAccount) => subAccount.organizationId !== organizationId))
    return refused('not_of_organization', true);
  return maySubAccounts(actor, organizationId, wanted, before) ? allowed : refused('grant_not_held', true);
}

const mayGrantModule = (actor: Actor, key: string): boolean =>
  actor.accountType === 'master' || actor.modules.includes(key);

/** Who is let into some sub-accounts of their own organization lets others into no more of them. */
function maySubAccounts(
  actor: Actor,
  organizationId: string | undefined,
  { subAccounts: wanted }: GrantedAccess,
  before: GrantedAccess | null,
): boolean {
  const limited = actor.accountType !== 'master' && actor.organizationId === organizationId;
  if (!limited || actor.subAccountIds === null || before?.subAccounts === null) return true;
  const open = new Set([...actor.subAccountIds, ...(before?.subAccounts ?? []).map(({ id }) => id)]);
  return wanted !== null && wanted.every(({ id }) => open.has(id));
}

const isPrefix = (start: readonly string[], path: readonly string[]): boolean =>
  start.every((id, position) => path[position] === id);
