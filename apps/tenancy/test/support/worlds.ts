import { accountTypes } from '@tenantry/domain';
import type { UserStatus } from '@tenantry/contracts';
import fc from 'fast-check';
import { anOrganization, aUser, type TestOrganization, type TestUser } from './world';

export type World = { organizations: TestOrganization[]; users: TestUser[] };

const statuses: UserStatus[] = ['active', 'active', 'active', 'pending', 'blocked', 'inactive', 'removed'];

/** Random worlds: a tree of up to 9 organizations, each below the root or any other, and up to 14 users in it. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    parents: fc.array(fc.nat(), { maxLength: 8 }),
    users: fc.array(
      fc.record({
        place: fc.nat(),
        accountType: fc.constantFrom(...accountTypes),
        status: fc.constantFrom(...statuses),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map(({ parents, users }) => {
    const organizations = [anOrganization(null)];
    for (const parent of parents) organizations.push(anOrganization(pick(organizations, parent)));
    return {
      organizations,
      users: users.map(({ place, accountType, status }) =>
        aUser(pick(organizations, place), accountType, { status }),
      ),
    };
  });

function pick<T>(from: readonly T[], at: number): T {
  const picked = from[at % from.length];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
