import { randomUUID } from 'node:crypto';
import { sortKey } from '../../src/search/fold';
import { aBinding, aCenter, insertCenters } from './centers';
import type { TestService } from './service';
import { anOrganization, aUser, insertWorld, type TestOrganization } from './world';

/** What stands in a request where its description has this name. */
type Named = Record<string, string>;

const root = anOrganization(null, 'Velaria');
const reseller = anOrganization(root, 'Reseller');
const company = anOrganization(reseller, 'Company');
const customer = anOrganization(company, 'Customer');
const foreignReseller = anOrganization(root, 'Zzforeign reseller');
const foreignCompany = anOrganization(foreignReseller, 'Zzforeign company');
const foreignCustomer = anOrganization(foreignCompany, 'Zzforeign customer');

/** Everybody who asks, by what they are. */
export const roles = {
  operator: aUser(root, 'master'),
  reseller: aUser(reseller, 'master'),
  master: aUser(company, 'master'),
  delegated: aUser(company, 'privileged', { roleIds: ['company_administrator'], modules: ['statistics'] }),
  userAdmin: aUser(company, 'privileged', { roleIds: ['user_administrator'] }),
  auditor: aUser(company, 'privileged', { roleIds: ['auditor'] }),
  standard: aUser(company, 'standard'),
};

/** All that one company has, and how a request names it. */
function placeOf(organization: TestOrganization, below: TestOrganization, prefix: string) {
  const person = (name: string, roleIds: string[]) =>
    aUser(organization, 'standard', {
      roleIds,
      userName: `${prefix}-${name}`,
      firstName: `${prefix} first`,
      lastName: `${prefix} ${name}`,
    });
  const [employee, operator] = [person('employee', []), person('operator', ['chat_operator'])];
  const center = aCenter(organization, `${prefix} center`, {
    customers: [`${prefix} part`],
    entities: [`${prefix} entity`],
  });
  const bound = aBinding(operator, center, { owned: true });
  const ids = { role: randomUUID(), subAccount: randomUUID(), line: randomUUID(), dialogue: randomUUID() };
  const [part, entity] = center.parts.map(({ id }) => id);
  const named: Named = {
    organizationId: organization.id,
    parentId: organization.id,
    organizationIds: below.id,
    userId: employee.userId,
    userIds: employee.userId,
    actorId: employee.userId,
    onBehalfOfId: employee.userId,
    sourceId: operator.userId,
    roleId: ids.role,
    roleIds: ids.role,
    subAccountId: ids.subAccount,
    subAccountIds: ids.subAccount,
    serviceCenterId: center.id,
    partId: part ?? '',
    customerIds: part ?? '',
    entityIds: entity ?? '',
    lineIds: ids.line,
    dialogueId: ids.dialogue,
    q: `${prefix}`,
    account: employee.email,
    after: `user/${employee.userId}:1`,
  };
  const people = [employee, operator];
  return { organization, below, people, center, bound, ids, named, prefix };
}
const own = placeOf(company, customer, 'own');
const foreign = placeOf(foreignCompany, foreignCustomer, 'zzforeign');

/** What requests of those who belong there name, with a module, of which there is one set for all. */
export const ownNames: Named = { ...own.named, key: 'statistics' };
/** The same of strangers. */
export const foreignNames: Named = foreign.named;
/** Of the organization below, which only those see who administer. */
export const namesBelow: Named = {
  organizationId: customer.id,
  parentId: customer.id,
  organizationIds: customer.id,
};
/** Of the organization above, which those of the company don't see either. */
export const namesAbove: Named = {
  organizationId: reseller.id,
  parentId: reseller.id,
  organizationIds: reseller.id,
  userId: roles.reseller.userId,
  userIds: roles.reseller.userId,
  sourceId: roles.reseller.userId,
  account: roles.reseller.email,
  after: `user/${roles.reseller.userId}:1`,
};
/** What nobody has. */
export const unknownNames: Named = Object.fromEntries(
  Object.keys(foreignNames).map((name) => {
    const id = '00000000-0000-4000-8000-000000000000';
    return [name, { q: 'zzunknown', account: 'zzunknown@example.com', after: `user/${id}:1` }[name] ?? id];
  }),
);
/** Nothing of these may stand in an answer to somebody who sees none of them. */
export const secrets: readonly string[] = [
  'zzforeign',
  ...new Set(Object.values(foreignNames).map((value) => value.replace(/^user\/|:1$/g, ''))),
  foreignReseller.id,
  ...foreign.people.map(({ userId }) => userId),
];

/** The world of the matrix, on the service's database. */
export async function insertMatrixWorld(service: TestService): Promise<void> {
  await insertWorld(service.database, {
    organizations: [root, reseller, company, customer, foreignReseller, foreignCompany, foreignCustomer],
    users: [...Object.values(roles), ...own.people, ...foreign.people],
  });
  await insertCenters(service.database, {
    centers: [own.center, foreign.center],
    bindings: [own.bound, foreign.bound, aBinding(roles.delegated, own.center, { owned: true })],
  });
  for (const place of [own, foreign]) await insertRest(service, place);
}

async function insertRest({ database }: TestService, place: typeof own): Promise<void> {
  const { organization, people, ids, prefix } = place;
  const name = `${prefix} thing`;
  const values = [organization.id, name, sortKey(name)];
  await database.query(
    `insert into roles (organization_id, name, sort_name, id, description, lowest_account_type, permissions, version, created_at)
     values ($1, $2, $3, $4, '', 'privileged', '{user.view}', 1, now())`,
    [...values, ids.role],
  );
  await database.query(
    `insert into sub_accounts (organization_id, name, sort_name, id, version, created_at) values ($1, $2, $3, $4, 1, now())`,
    [...values, ids.subAccount],
  );
  await database.query(
    `insert into lines (owner_id, organization_id, identifier, search, sort_name, id, kind, version, created_at)
     values ($1, $1, $2, $2, $3, $4, 'sim', 1, now())`,
    [...values, ids.line],
  );
  await database.query(
    `insert into line_holdings (organization_id, line_id, sort_name) values ($1, $2, $3)`,
    [organization.id, ids.line, values[2]],
  );
  const operator = people[1]?.userId;
  await database.query(
    `insert into dialogue_operators (user_id, organization_id, maximum, open, version) values ($1, $2, 5, 1, 1)`,
    [operator, organization.id],
  );
  await database.query(
    `insert into dialogues (id, organization_id, user_id, reference, version, opened_at) values ($1, $2, $3, $4, 1, now())`,
    [ids.dialogue, organization.id, operator, name],
  );
}
