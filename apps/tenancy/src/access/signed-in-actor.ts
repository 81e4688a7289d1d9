import type { Acting } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { actingIn, Problem, type Session } from '@tenantry/service-defaults';
import { accountOf, actorOf, idsOf } from './acting';
import { arrival } from './arrival';
import { type Access, type Database, findAccess } from './find-access';

/**
 * The access of the signed-in user, or of the one whom they mirror, and who really acts. A valid session is identity's word that the user is active, so one who is not
 * active here, or not here at all, is waited for: the events are on their way. Nobody is told that their session has
 * ended because the bus is late: that is for the session check to say.
 * @throws {Problem} where they do not arrive within 2 seconds: `organization.being_prepared` while the user's
 * organization is not here either, else `access.not_yet_known`; `session.mirroring_ended`
 */
export async function signedInActor(
  database: Database,
  session: Pick<Session, 'userId' | 'organizationId' | 'mirroring'>,
): Promise<{ actor: Actor; access: Access; acting: Acting }> {
  const acting = actingIn(session);
  const people = await arrival(
    () => findAccess(database, idsOf(acting)),
    (found) => accountOf(acting, found)?.status === 'active',
    { within: 2000, every: 50 },
  );
  const access = accountOf(acting, people);
  if (access?.status === 'active') return { actor: actorOf(acting, people, access), access, acting };
  const [organization] = await database.query<unknown[]>('select from organizations where id = $1', [
    session.organizationId,
  ]);
  throw new Problem(organization ? 'access.not_yet_known' : 'organization.being_prepared', {
    retryAfterSeconds: 1,
  });
}
