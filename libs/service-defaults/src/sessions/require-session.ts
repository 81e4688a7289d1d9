import type { RequestHandler } from 'express';
import { Problem } from '../http/problem';
import type { Session, SessionChecker } from './session';
import { sessionCookie } from './session-cookie';

declare module 'express-serve-static-core' {
  interface Request {
    /** Set behind {@link requireSession}. */
    session: Session;
  }
}

/** Marks a request that no person caused (polling, refetching): it does not keep the session alive. */
const backgroundHeader = 'x-tenantry-background';

/**
 * Lets only signed-in users pass and sets `req.session`.
 * Problems: 401 `session.missing`, `session.ended`, `session.other_environment`,
 * `session.organization_suspended`, 503 `session.unavailable`.
 */
export function requireSession(sessions: SessionChecker): RequestHandler {
  return async (req, res, next) => {
    const secret = sessionCookie.read(req.headers.cookie);
    if (secret === undefined) throw new Problem('session.missing');
    const answer = await sessions.check(secret, { extend: req.headers[backgroundHeader] !== '1' });
    if (answer.state !== 'ok') {
      // The browser need not keep a cookie that opens nothing any more.
      if (answer.state === 'ended') res.append('set-cookie', sessionCookie.clear());
      throw new Problem(`session.${answer.state}`);
    }
    req.session = answer.session;
    next();
  };
}
