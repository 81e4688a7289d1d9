import type { AccountType } from '@tenantry/contracts';
import {
  builtInRoles,
  defaultRoles,
  type GrantedAccess,
  type Module,
  type SubAccount,
} from '@tenantry/domain';
import type { Database } from './find-access';

/** What an access names by key or id. */
export type NamedGrants = {
  /** Keys of roles that are built in, and ids of own ones. */
  roleIds: readonly string[];
  modules: readonly string[];
  /** `null` lets into all sub-accounts. */
  subAccountIds: readonly string[] | null;
};

/** What a newcomer is given; what nobody has chosen is `undefined`. */
export type ChosenGrants = {
  accountType: AccountType;
  roleIds?: readonly string[] | undefined;
  modules?: readonly string[] | undefined;
  subAccountIds?: readonly string[] | null | undefined;
};

/** Where nobody has chosen: the roles of a newcomer of the account type, no modules, all sub-accounts. */
export const newcomersGrants = ({
  accountType,
  roleIds,
  modules,
  subAccountIds,
}: ChosenGrants): NamedGrants =>
  normalGrants({
    roleIds: roleIds ?? defaultRoles(accountType),
    modules: modules ?? [],
    subAccountIds: subAccountIds ?? null,
  });

type GrantedRole = GrantedAccess['roles'][number];

/** What is there of what was named. */
export type Grants = {
  roles: ReadonlyMap<string, GrantedRole>;
  modules: ReadonlyMap<string, Module>;
  subAccounts: ReadonlyMap<string, SubAccount>;
};

const distinct = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))];

/** The same, each once and in the form in which it is stored. */
export const normalGrants = ({ roleIds, modules, subAccountIds }: NamedGrants) => ({
  roleIds: distinct(roleIds),
  modules: distinct(modules),
  subAccountIds: subAccountIds && distinct(subAccountIds),
});

const builtIn: ReadonlyMap<string, GrantedRole> = new Map(
  builtInRoles.map((role) => [role.id, { ...role, organizationPath: null }]),
);

/**
 * Reads what any of these accesses names, with one query a kind, and none where nothing of the kind is named.
 * @param o `lock`: it stays as it is until the transaction ends, so that nothing is given that is deleted meanwhile
 */
export async function findGrants(
  database: Database,
  named: readonly NamedGrants[],
  { lock }: { lock: boolean },
): Promise<Grants> {
  const roleIds = distinct(named.flatMap((one) => one.roleIds)).filter((id) => !builtIn.has(id));
  const keys = distinct(named.flatMap((one) => one.modules));
  const subAccountIds = distinct(named.flatMap((one) => one.subAccountIds ?? []));
  const find = <T>(select: string, table: string, ids: readonly string[]): Promise<T[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : database.query<T[]>(lock ? `${select} for share of ${table}` : select, [ids]);

  const roles = await find<GrantedRole>(
    `select r.id, r.lowest_account_type as "lowestAccountType", r.permissions, o.path as "organizationPath"
     from roles r join organizations o on o.id = r.organization_id where r.id::text = any($1) order by r.id`,
    'r',
    roleIds,
  );
  const modules = await find<Module>(
    `select m.key, m.admin_only as "adminOnly" from modules m where m.key = any($1) order by m.key`,
    'm',
    keys,
  );
  const subAccounts = await find<SubAccount>(
    `select s.id, s.organization_id as "organizationId" from sub_accounts s where s.id::text = any($1) order by s.id`,
    's',
    subAccountIds,
  );
  return {
    roles: new Map([...builtIn, ...roles.map((role) => [role.id, role] as const)]),
    modules: new Map(modules.map((module) => [module.key, module])),
    subAccounts: new Map(subAccounts.map((subAccount) => [subAccount.id, subAccount])),
  };
}

/** @returns the access as far as there is what it names, and whether all of it is there */
export function toGrantedAccess(
  accountType: AccountType,
  named: NamedGrants,
  grants: Grants,
): { access: GrantedAccess; complete: boolean } {
  const { roleIds, modules, subAccountIds } = normalGrants(named);
  const access: GrantedAccess = {
    accountType,
    roles: roleIds.flatMap((id) => grants.roles.get(id) ?? []),
    modules: modules.flatMap((key) => grants.modules.get(key) ?? []),
    subAccounts: subAccountIds && subAccountIds.flatMap((id) => grants.subAccounts.get(id) ?? []),
  };
  const complete =
    access.roles.length === roleIds.length &&
    access.modules.length === modules.length &&
    access.subAccounts?.length === subAccountIds?.length;
  return { access, complete };
}
