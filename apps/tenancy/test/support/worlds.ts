import { accountTypes, type Permission } from '@tenantry/domain';
import type { UserStatus } from '@tenantry/contracts';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/access/find-access';
import { aBinding, aCenter, insertCenters, type TestBinding, type TestCenter } from './centers';
import { anOrganization, aUser, insertWorld, type TestOrganization, type TestUser } from './world';

/** A role that an organization has made, for its users and those below. */
type TestRole = { id: string; organization: TestOrganization; permissions: readonly Permission[] };

export type World = {
  organizations: TestOrganization[];
  users: TestUser[];
  roles: TestRole[];
  centers: TestCenter[];
  bindings: TestBinding[];
};

const statuses: UserStatus[] = ['active', 'active', 'active', 'pending', 'blocked', 'inactive', 'removed'];
const builtIn = ['company_administrator', 'user_administrator', 'auditor', 'chat_operator'];
const given: Permission[] = ['user.view', 'user.access', 'user.block', 'service_center.manage'];
/** The tree has so many levels, see the migration. */
const deepest = 8;

/**
 * Random worlds: a tree of up to 9 organizations, each below the root or any other; up to 5 service centers in it, shared
 * at random; up to 14 users with roles built in and of their organizations, bound to centers with and without the lock.
 */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    parents: fc.array(fc.nat(), { maxLength: 8 }),
    roles: fc.array(fc.record({ place: fc.nat(), permissions: fc.subarray(given) }), { maxLength: 2 }),
    centers: fc.array(fc.record({ place: fc.nat(), shares: fc.array(fc.nat(), { maxLength: 2 }) }), {
      maxLength: 5,
    }),
    users: fc.array(
      fc.record({
        place: fc.nat(),
        accountType: fc.constantFrom(...accountTypes),
        status: fc.constantFrom(...statuses),
        roles: fc.subarray([...builtIn, 'own', 'own']),
        bound: fc.array(fc.record({ center: fc.nat(), owned: fc.boolean() }), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map((plan) => {
    const organizations = [anOrganization(null)];
    for (const parent of plan.parents) organizations.push(anOrganization(placeBelow(organizations, parent)));
    const roles = plan.roles.map(({ place, permissions }) => {
      return { id: randomUUID(), organization: pick(organizations, place), permissions };
    });
    const centers = plan.centers.map(({ place, shares }, index) =>
      aCenter(pick(organizations, place), `Center ${index}`, {
        sharedWith: [...new Set(shares.map((share) => pick(organizations, share)))],
      }),
    );
    const bindings: TestBinding[] = [];
    const users = plan.users.map(({ place, accountType, status, ...rest }) => {
      const organization = pick(organizations, place);
      const own = roles.filter((role) => organization.path.includes(role.organization.id));
      const roleIds = rest.roles.flatMap((id) => (id === 'own' ? own.map((role) => role.id) : id));
      const user = aUser(organization, accountType, { status, roleIds: [...new Set(roleIds)] });
      const bindable = centers.filter(
        (center) =>
          center.organization.path.includes(organization.id) || center.sharedWith.includes(organization),
      );
      const bound = new Map(
        bindable.length === 0
          ? []
          : rest.bound.map(({ center, owned }) => [pick(bindable, center), owned] as const),
      );
      for (const [center, owned] of bound) bindings.push(aBinding(user, center, { owned }));
      return { ...user, centers: [...bound.keys()].map(({ id }) => id) };
    });
    return { organizations, users, roles, centers, bindings };
  });

/** Writes a whole world. */
export async function insertWholeWorld(database: Database, world: World): Promise<void> {
  await insertWorld(database, { organizations: world.organizations });
  await database.query(
    `insert into roles (id, organization_id, name, description, lowest_account_type, permissions, version, created_at,
       sort_name)
     select id, "organizationId", id::text, '', 'privileged', permissions, 1, now(), id::text
     from jsonb_to_recordset($1) as row (id uuid, "organizationId" uuid, permissions text[])`,
    [
      JSON.stringify(
        world.roles.map(({ organization, ...role }) => ({ ...role, organizationId: organization.id })),
      ),
    ],
  );
  await insertWorld(database, { users: world.users });
  await insertCenters(database, world);
}

function placeBelow(organizations: readonly TestOrganization[], at: number): TestOrganization {
  return pick(
    organizations.filter(({ path }) => path.length < deepest),
    at,
  );
}

function pick<T>(from: readonly T[], at: number): T {
  const picked = from[at % from.length];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
