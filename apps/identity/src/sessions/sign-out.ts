import { Problem, type SessionChecker, type SessionStore } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { stopMirroring } from '../mirroring/stop-mirroring';
import { rememberEnded } from './ended-sessions';

type Deps = {
  database: DataSource;
  checker: SessionChecker;
  sessions: SessionStore;
  stopMirroring: ReturnType<typeof stopMirroring>;
};

/** The secrets of the cookies that came with the request. */
export type SignOut = { own: string | undefined; mirrored: string | undefined };

/**
 * Ends the session, and before it the mirrored one if there is one (A11). Without a check: whoever wants out is let out, also
 * with a session that has ended.
 * Problem: 503 `session.unavailable`.
 */
export const signOut =
  ({ database, checker, sessions, stopMirroring }: Deps) =>
  async ({ own, mirrored }: SignOut): Promise<void> => {
    try {
      const held = own && mirrored && (await checker.check({ own, mirrored }, { extend: false }));
      if (held && held.state === 'ok') await stopMirroring({ session: held.session, secret: mirrored });
    } catch (error) {
      // It has just ended otherwise.
      if (!(error instanceof Problem && error.code === 'mirroring.not_on')) throw error;
    } finally {
      // Whatever came in between: without one's own session the mirrored one does not hold either.
      const ended = own && (await sessions.end(own));
      if (ended) await rememberEnded(database.manager, ended);
    }
  };
