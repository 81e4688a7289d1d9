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
 * the account type may hold, only what is there (A2–A4; rules, Acts: nothing granted that one may not grant).
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

  // Before any other rule, as with an id that nobody has: a stranger's thing is told like one that is not there.
  if (wanted.roles.some(isElsewhere(path)) || wanted.subAccounts?.some(isNotOf(path)))
    return refused('not_of_organization', true);
  if (!ranksAtLeast(actor.accountType, wanted.accountType)) return refused('grant_above_own_rank', true);
  const unfit = unfitParts(path, wanted);
  if (unfit) return refused(unfit.rule, true);
  return holdsAll(actor, path, wanted, before) ? allowed : refused('grant_not_held', true);
}

/** The rules of what nobody can have, whoever gives it. */
type UnfitRule = 'not_of_organization' | 'role_needs_higher_account_type' | 'module_for_administrators';

/** Parts of an access that nobody of the organization with this path and with this account type can have. */
export type UnfitParts = {
  /** The rule of the first of them. */
  readonly rule: UnfitRule;
  readonly roleIds: readonly string[];
  readonly modules: readonly string[];
  readonly subAccountIds: readonly string[];
};

/** What is not of the organization, or not for the account type, whoever gives it; `null` where all fits. */
export function unfitParts(path: readonly string[], wanted: GrantedAccess): UnfitParts | null {
  const rules: UnfitRule[] = [];
  const unfit = (rule: UnfitRule | null): boolean => rule !== null && rules.push(rule) > 0;
  const roles = wanted.roles.filter((role) => {
    if (isElsewhere(path)(role)) return unfit('not_of_organization');
    const high = ranksAtLeast(wanted.accountType, role.lowestAccountType);
    return unfit(high ? null : 'role_needs_higher_account_type');
  });
  const modules = wanted.modules.filter(({ adminOnly }) =>
    unfit(adminOnly && wanted.accountType === 'standard' ? 'module_for_administrators' : null),
  );
  const subAccounts = wanted.subAccounts?.filter((subAccount) =>
    unfit(isNotOf(path)(subAccount) ? 'not_of_organization' : null),
  );
  const [rule] = rules;
  if (!rule) return null;
  return {
    rule,
    roleIds: roles.map(({ id }) => id),
    modules: modules.map(({ key }) => key),
    subAccountIds: subAccounts?.map(({ id }) => id) ?? [],
  };
}

/** Whether the actor holds everything that is given and that the user does not have already. */
function holdsAll(
  actor: Actor,
  path: readonly string[],
  wanted: GrantedAccess,
  before: GrantedAccess | null,
): boolean {
  const known = new Set(before?.roles.map(({ id }) => id));
  const opened = new Set(before?.modules.map(({ key }) => key));
  return (
    wanted.roles.every(
      ({ id, permissions }) => known.has(id) || permissions.every((one) => actor.permissions.includes(one)),
    ) &&
    wanted.modules.every(({ key }) => opened.has(key) || mayGrantModule(actor, key)) &&
    mayGrantSubAccounts(actor, path, wanted, before)
  );
}

const mayGrantModule = (actor: Actor, key: string): boolean =>
  actor.accountType === 'master' || actor.modules.includes(key);

/** Who is let into some sub-accounts of their own organization lets others into no more of them. */
function mayGrantSubAccounts(
  actor: Actor,
  path: readonly string[],
  { subAccounts: wanted }: GrantedAccess,
  before: GrantedAccess | null,
): boolean {
  const limited = actor.accountType !== 'master' && actor.organizationId === path.at(-1);
  if (!limited || actor.subAccountIds === null || before?.subAccounts === null) return true;
  const open = new Set([...actor.subAccountIds, ...(before?.subAccounts ?? []).map(({ id }) => id)]);
  return wanted !== null && wanted.every(({ id }) => open.has(id));
}

/** Whether a role was made by another organization than that with this path and those above it. */
const isElsewhere =
  (path: readonly string[]) =>
  ({ organizationPath }: GrantedAccess['roles'][number]): boolean =>
    organizationPath !== null && !isPrefix(organizationPath, path);

/** Whether a sub-account is of another organization than that with this path. */
const isNotOf =
  (path: readonly string[]) =>
  ({ organizationId }: SubAccount): boolean =>
    organizationId !== path.at(-1);

const isPrefix = (start: readonly string[], path: readonly string[]): boolean =>
  start.every((id, position) => path[position] === id);
