import { actingIn, Problem, type Session, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { Transact } from '../transact';
import { lockUser, saveUser } from '../users/user.repository';
import { rememberEnded } from './ended-sessions';

type Deps = { transact: Transact; sessions: SessionStore; clock: () => Date };

/**
 * Ends one of one's own sessions (C1), the one that asks included; one in which somebody acts as oneself stops with its event.
 * Problems: 404 `session.not_found`, 503 `session.unavailable`.
 */
export const endOwnSession =
  ({ transact, sessions, clock }: Deps) =>
  (own: Session, handle: string): Promise<void> =>
    transact(async (tx) => {
      const user = await lockUser(tx, own.userId);
      const ended = await endListed(tx, sessions, own.userId, handle);
      if (!user || !ended.mirrored) return;
      user.stopMirroring(ended.createdAt, writtenBy(actingIn(own)), clock());
      await saveUser(tx, user);
    });

/** Ends all of one's own sessions but this one (C1), also those that no list has. Problem: 503 `session.unavailable`. */
export const endOtherSessions =
  ({ transact, sessions, clock }: Deps) =>
  (own: Session): Promise<void> =>
    transact(async (tx) => {
      const user = await lockUser(tx, own.userId);
      if (!user) throw new Problem('session.ended');
      user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch, own), clock());
      await saveUser(tx, user);
    });

/**
 * Ends a session of the user at once, in every service, and has it stay ended. Under the lock of the user's row, before the
 * commit.
 * @throws {Problem} 404 `session.not_found`
 */
export async function endListed(tx: EntityManager, sessions: SessionStore, userId: string, handle: string) {
  const held = (await sessions.list(userId)).find((each) => each.handle === handle);
  if (!held) throw new Problem('session.not_found');
  await rememberEnded(tx, held.id);
  if (!(await sessions.endListed(held))) throw new Problem('session.not_found');
  return held;
}
