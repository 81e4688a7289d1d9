import type { Actor } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { arrival } from './arrival';
import { type Access, type Database, findAccess, toActor } from './find-access';

/**
 * The access of the signed-in user. A valid session is identity's word that the user is active, so one who is not
 * active here, or not here at all, is waited for: the events are on their way. Nobody is told that their session has
 * ended because the bus is late: that is for the session check to say.
 * @throws {Problem} where they do not arrive within 2 seconds: `organization.being_prepared` while the user's
 * organization is not here either, else `access.not_yet_known`
 */
export async function signedInActor(
  database: Database,
  session: { userId: string; organizationId: string },
): Promise<{ actor: Actor; access: Access }> {
  const access = await arrival(
    async () => (await findAccess(database, [session.userId])).get(session.userId),
    (found) => found?.status === 'active',
    { within: 2000, every: 50 },
  );
  if (access?.status === 'active') return { actor: toActor(access), access };
  const [organization] = await database.query<unknown[]>('select from organizations where id = $1', [
    session.organizationId,
  ]);
  throw new Problem(organization ? 'access.not_yet_known' : 'organization.being_prepared', {
    retryAfterSeconds: 1,
  });
}
