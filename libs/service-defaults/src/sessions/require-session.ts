import type { Request, RequestHandler } from 'express';
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

/** The id of the user whose account the page shows from which the request comes; whoever sends it wants to act as nobody else. */
const accountHeader = 'x-tenantry-account';

/**
 * Lets only signed-in users pass and sets `req.session`. A request with the cookie of a mirrored session that does not hold
 * any more is refused, never carried out as one's own; nor is one from a page that shows another account (decision 0015).
 * @param o `isStream`: browsers open those by themselves, again and again, and can't say that no person caused it
 * Problems: 401 `session.missing`, `session.ended`, `session.other_environment`,
 * `session.organization_suspended`, `session.mirroring_ended`, `session.other_account`, 503 `session.unavailable`.
 */
export function requireSession(sessions: SessionChecker, { isStream = false } = {}): RequestHandler {
  return async (req, res, next) => {
    const { own, mirrored } = secretsOf(req);
    if (own === undefined) throw new Problem('session.missing');
    const extend = !isStream && req.headers[backgroundHeader] !== '1';
    const answer = await sessions.check({ own, mirrored }, { extend });
    if (answer.state !== 'ok') {
      // The browser need not keep a cookie that opens nothing any more. That of a mirrored session stays: without it the
      // next request, perhaps from a page that still shows the mirrored user, would be one's own.
      if (answer.state === 'ended') res.append('set-cookie', sessionCookie.clear());
      throw new Problem(`session.${answer.state}`);
    }
    const shown = req.headers[accountHeader];
    if (shown !== undefined && shown !== answer.session.userId) throw new Problem('session.other_account');
    req.session = answer.session;
    next();
  };
}

const secretsOf = ({ headers }: Request) => ({
  own: sessionCookie.read(headers.cookie),
  mirrored: mirrorCookie.read(headers.cookie),
});

/**
 * Whether the session of a request behind {@link requireSession} holds still, for what goes on after its first check.
 * @throws {Problem} 503 `session.unavailable`
 */
export async function sessionHolds(sessions: SessionChecker, req: Request): Promise<boolean> {
  const { own = '', mirrored } = secretsOf(req);
  return (await sessions.check({ own, mirrored }, { extend: false })).state === 'ok';
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
