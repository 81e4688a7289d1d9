import type { keyUserSchema, OrganizationKeyUsers } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleReference } from './find-organization';
import type { OrganizationState } from './organization.schema';

type KeyUser = z.infer<typeof keyUserSchema>;

/**
 * Whom an organization names for requests of accounts (C13), and where it names nobody, whom the nearest above names.
 * They are named to be asked, so everybody who sees the organization sees their names.
 * @param chain from the root down to the organization itself
 */
export async function keyUsersOf(
  database: Database,
  actor: Actor,
  chain: readonly OrganizationState[],
): Promise<Pick<OrganizationKeyUsers, 'keyUsers' | 'inheritedKeyUsers'>> {
  const own = chain.at(-1)?.keyUserIds ?? [];
  const above = own.length > 0 ? undefined : chain.findLast(({ keyUserIds }) => keyUserIds.length > 0);
  return {
    keyUsers: await peopleOf(database, own),
    inheritedKeyUsers: above
      ? {
          organization: visibleReference(actor, above),
          keyUsers: (await peopleOf(database, above.keyUserIds)).filter(({ status }) => status === 'active'),
        }
      : null,
  };
}

/** In the order of the ids. */
const peopleOf = async (database: Database, userIds: readonly string[]): Promise<KeyUser[]> =>
  userIds.length === 0
    ? []
    : database.query<KeyUser[]>(
        `select d.user_id as "userId", coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name,
           d.email, d.status
         from unnest($1::uuid[]) with ordinality as named (id, position) join directory d on d.user_id = named.id
         order by named.position`,
        [userIds],
      );
