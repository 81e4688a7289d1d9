import type { AccountType, OrganizationKind, UserStatus } from '@tenantry/contracts';
import { type Actor, builtInRoles, permissionsOf, type Role, type Subject } from '@tenantry/domain';
import { prepared } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';

export type Database = Pick<DataSource | EntityManager, 'query'>;

/** A user's access together with the place of their organization. */
export type Access = {
  userId: string;
  organizationId: string;
  organizationName: string;
  organizationKind: OrganizationKind;
  path: string[];
  accountType: AccountType;
  roleIds: string[];
  /** Those of the organization's own roles among them. */
  ownRoles: (Role & { name: string })[];
  modules: string[];
  subAccountIds: string[] | null;
  /** Service centers that the user is bound to, and those of them that they own. */
  centers: string[];
  ownedCenters: string[];
  status: UserStatus;
  /** The version of `access/<user id>`. */
  version: number;
  /**
   * How many active masters the organization has, of the others only those whom nobody is taking out of service, see
   * `master_claims`; 0 where the user is not a master and it does not matter.
   */
  activeMasters: number;
};

/** So few are looked up by a text of their own: only then does PostgreSQL know that one plan suits whomever it is asked for. */
const few = 4;

/** Reads the access of up to 501 users with one query, from tenancy's own tables. Unknown ids are missing. */
export async function findAccess(
  database: Database,
  userIds: readonly string[],
): Promise<Map<string, Access>> {
  const rows =
    userIds.length <= few
      ? await database.query<Access[]>(
          prepared(accessOf(`array[${userIds.map((_, at) => `$${at + 1}`).join(', ')}]`)),
          [...userIds],
        )
      : await database.query<Access[]>(accessOf('$1'), [userIds]);
  return new Map(rows.map((row) => [row.userId, row]));
}

const accessOf = (ids: string): string => `
     select a.user_id as "userId", a.organization_id as "organizationId", o.name as "organizationName",
       o.kind as "organizationKind", o.path, a.account_type as "accountType", a.status, a.version,
       a.role_ids as "roleIds", a.modules, a.sub_account_ids as "subAccountIds",
       coalesce(own.roles, '[]') as "ownRoles", coalesce(bound.centers, '{}') as centers,
       coalesce(bound.owned, '{}') as "ownedCenters",
       case when a.account_type = 'master' then (
         select count(*)::int from access m
         where m.organization_id = a.organization_id and m.account_type = 'master' and m.status = 'active'
           and (m.user_id = a.user_id or not exists (select from master_claims c where c.user_id = m.user_id))
       ) else 0 end as "activeMasters"
     from access a join organizations o on o.id = a.organization_id
     left join lateral (
       select json_agg(json_build_object('id', r.id, 'name', r.name, 'lowestAccountType', r.lowest_account_type,
         'permissions', r.permissions)) as roles
       from roles r where r.id::text = any(a.role_ids)
     ) own on true
     left join lateral (
       select array_agg(b.center_id) as centers, array_agg(b.center_id) filter (where b.owned) as owned
       from bindings b where b.user_id = a.user_id
     ) bound on true
     where a.user_id = any(${ids}::uuid[])`;

/** The roles that the user holds, built in and own. */
const rolesOf = ({ roleIds, ownRoles }: Pick<Access, 'roleIds' | 'ownRoles'>): Role[] => [
  ...builtInRoles.filter((role) => roleIds.includes(role.id)),
  ...ownRoles,
];

export const toActor = (access: Access): Actor => {
  const { userId, organizationId, path, accountType, status, modules, subAccountIds, ownedCenters } = access;
  return {
    userId,
    organizationId,
    path,
    accountType,
    active: status === 'active',
    permissions: permissionsOf({ accountType, path, roles: rolesOf(access) }),
    ownedCenters,
    modules,
    subAccountIds,
  };
};

export const toSubject = ({
  userId,
  path,
  accountType,
  status,
  centers,
}: Access): Subject & { active: boolean } => ({
  userId,
  path,
  accountType,
  centers,
  active: status === 'active',
});
