import { actingIn, Problem, type Session, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import { rememberEnded } from '../sessions/ended-sessions';
import type { Transact } from '../transact';
import { lockUser, saveUser } from '../users/user.repository';

type Deps = { transact: Transact; sessions: SessionStore; clock: () => Date };

/** The mirrored session and the secret of its cookie. */
export type StopMirroring = { session: Session; secret: string | undefined };

/**
 * Ends a mirrored session (A11), publishes `identity.user.mirroring-stopped.v1` and answers one's own session.
 * Problems: 409 `mirroring.not_on`, 503 `session.unavailable`.
 */
export const stopMirroring =
  ({ transact, sessions, clock }: Deps) =>
  async ({ session, secret }: StopMirroring): Promise<Session> => {
    const { mirroring } = session;
    if (!mirroring || !secret) throw new Problem('mirroring.not_on');
    await transact(async (tx) => {
      const user = await lockUser(tx, session.userId);
      // Under the lock: of two who stop at once the second finds nothing to stop.
      const stopped = await sessions.end(secret);
      if (!user || !stopped) throw new Problem('mirroring.not_on');
      await rememberEnded(tx, stopped);
      user.stopMirroring(mirroring.startedAt, writtenBy(actingIn(session)), clock());
      await saveUser(tx, user);
    });
    return { ...session, userId: mirroring.byUserId, mirroring: null };
  };
