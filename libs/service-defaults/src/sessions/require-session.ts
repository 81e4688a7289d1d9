import type { RequestHandler } from 'express';
import { Problem } from '../http/problem';
import type { Session, SessionChecker } from './session';
import { mirrorCookie, sessionCookie } from './session-cookie';

declare module 'express-serve-static-core' {
  interface Request {
    /** Set behind {@link requireSession}. */
    session: Session;
  }
}

/** Marks a request that no person caused (polling, refetching): it does not keep the session alive. */
const backgroundHeader = 'x-tenantry-background';

/**
 * Lets only signed-in users pass and sets `req.session`. A request with the cookie of a mirrored session that does not hold
 * any more is refused, never carried out as one's own.
 * Problems: 401 `session.missing`, `session.ended`, `session.other_environment`,
 * `session.organization_suspended`, `session.mirroring_ended`, 503 `session.unavailable`.
 */
export function requireSession(sessions: SessionChecker): RequestHandler {
  return async (req, res, next) => {
    const own = sessionCookie.read(req.headers.cookie);
    const mirrored = mirrorCookie.read(req.headers.cookie);
    if (own === undefined) throw new Problem('session.missing');
    const extend = req.headers[backgroundHeader] !== '1';
    const answer = await sessions.check({ own, mirrored }, { extend });
    if (answer.state !== 'ok') {
      // The browser need not keep a cookie that opens nothing any more.
      if (answer.state === 'ended') res.append('set-cookie', sessionCookie.clear());
      if (mirrored !== undefined && (answer.state === 'ended' || answer.state === 'mirroring_ended'))
        res.append('set-cookie', mirrorCookie.clear());
      throw new Problem(`session.${answer.state}`);
    }
    req.session = answer.session;
    next();
  };
}

/**
 * Behind {@link requireSession}: lets only people pass who act as themselves. For credentials, sessions and whatever else is
 * the mirrored user's own business (decision 0015).
 * @throws {Problem} 403 `mirroring.not_allowed`
 */
export const requireOwnSession: RequestHandler = (req, _res, next) => {
  if (req.session.mirroring) throw new Problem('mirroring.not_allowed');
  next();
};
