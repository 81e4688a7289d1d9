import type { OrganizationKind, UserStatus } from '@tenantry/contracts';
import {
  type AccountType,
  type Actor,
  builtInRoles,
  defaultRoles,
  permissionsOf,
  rank,
} from '@tenantry/domain';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/access/find-access';
import { searchText, sortKey } from '../../src/search/fold';
import { userText } from '../../src/directory/user-text';

export type TestOrganization = {
  id: string;
  parentId: string | null;
  kind: OrganizationKind;
  name: string;
  path: string[];
};

export type TestUser = {
  userId: string;
  organizationId: string;
  path: string[];
  accountType: AccountType;
  roleIds: readonly string[];
  modules: readonly string[];
  /** `null` lets into all sub-accounts of the organization. */
  subAccountIds: readonly string[] | null;
  /** The service centers that they are bound to. */
  centers: readonly string[];
  status: UserStatus;
  userName: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  createdAt: Date;
  lastSignInOn: string | null;
};

const kinds: OrganizationKind[] = ['operator', 'reseller', 'company', 'customer'];

export function anOrganization(parent: TestOrganization | null, name = 'Acme'): TestOrganization {
  const id = randomUUID();
  const path = [...(parent?.path ?? []), id];
  return {
    id,
    parentId: parent?.id ?? null,
    kind: kinds[Math.min(path.length - 1, 3)] ?? 'customer',
    name,
    path,
  };
}

export function aUser(
  organization: TestOrganization,
  accountType: AccountType,
  rest: Partial<Omit<TestUser, 'organizationId' | 'path' | 'accountType'>> = {},
): TestUser {
  const userId = rest.userId ?? randomUUID();
  const userName = rest.userName ?? `user-${userId.slice(-12)}`;
  return {
    userId,
    organizationId: organization.id,
    path: organization.path,
    accountType,
    roleIds: defaultRoles(accountType),
    modules: [],
    subAccountIds: null,
    centers: [],
    status: 'active',
    userName,
    email: `${userName}@example.com`,
    firstName: null,
    lastName: null,
    createdAt: new Date('2026-03-01T12:00:00.000Z'),
    lastSignInOn: null,
    ...rest,
  };
}

/** The user as the domain knows them who act. */
export const actorOf = (user: TestUser): Actor => ({
  userId: user.userId,
  organizationId: user.organizationId,
  path: user.path,
  accountType: user.accountType,
  active: user.status === 'active',
  permissions: permissionsOf({
    ...user,
    roles: builtInRoles.filter((role) => user.roleIds.includes(role.id)),
  }),
  ownedCenters: [],
  modules: user.modules,
  subAccountIds: user.subAccountIds,
});

/** Writes organizations and users as the subscriptions would have, in two statements each. */
export async function insertWorld(
  database: Database,
  world: { organizations?: readonly TestOrganization[]; users?: readonly TestUser[] },
): Promise<void> {
  const organizations = (world.organizations ?? []).map((organization) => ({
    ...organization,
    search: searchText(organization.name),
    sortName: sortKey(organization.name),
  }));
  await database.query(
    `insert into organizations (id, parent_id, kind, name, path, version, created_at, search, sort_name)
     select id, "parentId", kind, name, path, 1, now(), search, "sortName"
     from jsonb_to_recordset($1) as row (id uuid, "parentId" uuid, kind text, name text, path uuid[], search text, "sortName" text)
     order by cardinality(path)`,
    [JSON.stringify(organizations)],
  );
  const users = (world.users ?? []).map((user) => ({
    ...user,
    rank: rank(user.accountType),
    search: userText({ ...user, middleName: null }),
    sortName: sortKey(user.lastName, user.firstName, user.userName),
  }));
  const rows = `jsonb_to_recordset($1) as row ("userId" uuid, "organizationId" uuid, path uuid[], "accountType" text,
    "roleIds" text[], modules text[], "subAccountIds" uuid[], status text, rank int, "userName" text, email text, "firstName" text, "lastName" text, "createdAt" timestamptz,
    "lastSignInOn" date, search text, "sortName" text)`;
  await database.query(
    `insert into access (user_id, organization_id, account_type, role_ids, modules, sub_account_ids, status, version)
     select "userId", "organizationId", "accountType", "roleIds", modules, "subAccountIds", status, 1 from ${rows}`,
    [JSON.stringify(users)],
  );
  await database.query(
    `insert into directory (user_id, organization_id, path, rank, role_ids, user_name, email, first_name, last_name, status,
       created_at, last_sign_in_on, version, search, sort_name)
     select "userId", "organizationId", path, rank, "roleIds", "userName", email, "firstName", "lastName", status,
       "createdAt", "lastSignInOn", 1, search, "sortName" from ${rows}`,
    [JSON.stringify(users)],
  );
}

const emptied = [
  'directory_exports',
  'dialogues',
  'dialogue_operators',
  'bindings',
  'directory',
  'access',
  'roles',
  'sub_accounts',
  'service_center_shares',
  'service_center_parts',
  'service_centers',
  'line_holdings',
  'lines',
  'organizations',
];

/** Deletes every organization and user with all that belongs to them. */
export async function emptyWorld(database: Database): Promise<void> {
  for (const table of emptied) await database.query(`delete from ${table}`);
}
