import type { keyUserSchema, OrganizationKeyUsers } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleReference } from './find-organization';
import type { OrganizationState } from './organization.schema';

type KeyUser = z.infer<typeof keyUserSchema>;

/**
 * Whom an organization names for requests of accounts (C13), and where none of them can be asked, whom the nearest above
 * names who can, as identity does. They are named to be asked, so everybody who sees the organization sees their names;
 * of those who are not active any more only whoever may name others is told.
 * @param chain from the root down to the organization itself
 */
export async function keyUsersOf(
  database: Database,
  actor: Actor,
  chain: readonly OrganizationState[],
): Promise<Pick<OrganizationKeyUsers, 'keyUsers' | 'inheritedKeyUsers'>> {
  const people = await peopleOf(database, chain);
  const namedBy = ({ keyUserIds }: OrganizationState) =>
    keyUserIds.flatMap((id) => people.find(({ userId }) => userId === id) ?? []);
  const activeOf = (each: OrganizationState) => namedBy(each).filter(({ status }) => status === 'active');
  const organization = chain.at(-1);
  const giver = chain.findLast((each) => activeOf(each).length > 0);
  const edits = actor.permissions.includes('organization.manage');
  return {
    keyUsers: organization ? (edits ? namedBy(organization) : activeOf(organization)) : [],
    inheritedKeyUsers:
      giver && giver !== organization
        ? { organization: visibleReference(actor, giver), keyUsers: activeOf(giver) }
        : null,
  };
}

// Not what the actor sees of the directory: see migrations/create-wall.ts.
const peopleOf = async (database: Database, chain: readonly OrganizationState[]): Promise<KeyUser[]> => {
  const naming = chain.filter(({ keyUserIds }) => keyUserIds.length > 0).map(({ id }) => id);
  if (naming.length === 0) return [];
  return database.query<KeyUser[]>(`select user_id as "userId", name, email, status from key_users_of($1)`, [
    naming,
  ]);
};
