import type { Actor } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { arrival } from './arrival';
import { type Access, type Database, findAccess, toActor } from './find-access';

/**
 * The access of the signed-in user. A valid session is identity's word that the user is active, so one who is not
 * active here, or not here at all, is waited for: the events are on their way.
 * @throws {Problem} `organization.being_prepared` where they do not arrive within 2 seconds, `session.ended` where
 * the user is out of service
 */
export async function signedInActor(
  database: Database,
  session: { userId: string },
): Promise<{ actor: Actor; access: Access }> {
  const access = await arrival(
    async () => (await findAccess(database, [session.userId])).get(session.userId),
    (found) => found?.status === 'active',
    { within: 2000, every: 50 },
  );
  if (!access || access.status === 'pending')
    throw new Problem('organization.being_prepared', { retryAfterSeconds: 1 });
  if (access.status !== 'active') throw new Problem('session.ended');
  return { actor: toActor(access), access };
}
