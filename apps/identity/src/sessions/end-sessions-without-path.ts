import { absoluteSessionSeconds, type SessionStore } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { lockUser, saveUser } from '../users/user.repository';

/**
 * Ends the sessions of these organizations that cannot know what becomes of those above: they began right after the account
 * was opened, before the organization was known here. Such users sign in anew when all of the path is active.
 */
export async function endSessionsWithoutPath(
  tx: EntityManager,
  sessions: SessionStore,
  organizationIds: readonly string[],
): Promise<void> {
  const users = await tx.query<{ id: string }[]>(
    `select users.id from organization join users on users.organization_id = organization.id
     where organization.id = any($1) and known_at > now() - make_interval(secs => $2)
       and origin in ('bootstrap', 'sign_up') and last_sign_in_at is not null
     order by users.id`,
    [organizationIds, absoluteSessionSeconds],
  );
  for (const { id } of users) {
    const user = await lockUser(tx, id);
    if (!user) continue;
    user.endSessions(await sessions.raiseEpoch(id, user.snapshot.epoch), new Date());
    await saveUser(tx, user);
  }
}
