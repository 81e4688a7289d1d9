import type { AccountType } from '@tenantry/contracts';
import type { ChangeAccess } from '../api/access';
import type { UserAccess } from '../api/tenancy';
import type { Choice } from '../ui/tri-state';

const ranks: readonly AccountType[] = ['standard', 'privileged', 'master'];

export const mayHold = (accountType: AccountType, lowest: AccountType): boolean =>
  ranks.indexOf(accountType) >= ranks.indexOf(lowest);

/** What is being chosen; roles and modules that do not fit the account type stay chosen, in case it is raised again. */
export type AccessDraft = {
  accountType: AccountType;
  roleIds: readonly string[];
  modules: readonly string[];
  subAccountIds: Choice;
};

export const draftOf = (access: UserAccess): AccessDraft => ({
  accountType: access.accountType,
  roleIds: access.roles.map((role) => role.roleId),
  modules: access.modules.map((module) => module.key),
  subAccountIds: access.subAccounts && access.subAccounts.map((one) => one.subAccountId),
});

/** What of a draft the account type may hold: the rest is left out. */
export function fitting(
  draft: AccessDraft,
  there: {
    roles: readonly { roleId: string; lowestAccountType: AccountType }[];
    modules: readonly { key: string; adminOnly: boolean }[];
  },
): Omit<ChangeAccess, 'version'> {
  const { accountType } = draft;
  const lowest = new Map(there.roles.map((role) => [role.roleId, role.lowestAccountType]));
  const adminOnly = new Map(there.modules.map((module) => [module.key, module.adminOnly]));
  return {
    accountType,
    roleIds: draft.roleIds.filter((id) => mayHold(accountType, lowest.get(id) ?? 'standard')),
    modules: draft.modules.filter((key) => accountType !== 'standard' || !adminOnly.get(key)),
    subAccountIds: draft.subAccountIds && [...draft.subAccountIds],
  };
}

/** What somebody who is invited receives where nothing is chosen: an administrator administers. */
export const newcomer = (accountType: AccountType): AccessDraft => ({
  accountType,
  roleIds: accountType === 'privileged' ? ['company_administrator'] : [],
  modules: [],
  subAccountIds: null,
});

/** What of an invitation's access was chosen and fits: the rest is left to the service. */
export function touchedOnly(
  draft: AccessDraft,
  touched: Partial<AccessDraft>,
  there: Parameters<typeof fitting>[1] = { roles: [], modules: [] },
): Partial<Omit<ChangeAccess, 'version' | 'accountType'>> {
  const { roleIds, modules, subAccountIds } = fitting(draft, there);
  return {
    ...(touched.roleIds && { roleIds }),
    ...(touched.modules && { modules }),
    ...(touched.subAccountIds !== undefined && { subAccountIds }),
  };
}

export type AccessDifference =
  | { about: 'accountType'; before: AccountType; after: AccountType }
  | { about: 'role'; role: UserAccess['roles'][number]; now: boolean }
  | { about: 'module'; name: string; now: boolean }
  | { about: 'subAccount'; name: string; now: boolean }
  | { about: 'allSubAccounts'; now: boolean };

/** What somebody else has changed between two readings of a user's access. */
export function differences(before: UserAccess, after: UserAccess): AccessDifference[] {
  const found: AccessDifference[] = [];
  if (before.accountType !== after.accountType)
    found.push({ about: 'accountType', before: before.accountType, after: after.accountType });
  for (const { item: role, now } of changes(before.roles, after.roles, (one) => one.roleId))
    found.push({ about: 'role', role, now });
  for (const { item, now } of changes(before.modules, after.modules, (one) => one.key))
    found.push({ about: 'module', name: item.name, now });
  if ((before.subAccounts === null) !== (after.subAccounts === null))
    found.push({ about: 'allSubAccounts', now: after.subAccounts === null });
  else
    for (const { item, now } of changes(
      before.subAccounts ?? [],
      after.subAccounts ?? [],
      (one) => one.subAccountId,
    ))
      found.push({ about: 'subAccount', name: item.name, now });
  return found;
}

/** What is in one list alone; `now` where it is the second. */
function changes<Item>(
  before: readonly Item[],
  after: readonly Item[],
  idOf: (item: Item) => string,
): { item: Item; now: boolean }[] {
  const without = (items: readonly Item[], others: readonly Item[]) => {
    const ids = new Set(others.map(idOf));
    return items.filter((item) => !ids.has(idOf(item)));
  };
  return [
    ...without(after, before).map((item) => ({ item, now: true })),
    ...without(before, after).map((item) => ({ item, now: false })),
  ];
}
