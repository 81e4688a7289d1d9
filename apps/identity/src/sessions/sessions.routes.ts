import { signInRequestSchema } from '@tenantry/contracts';
import { sessionCookie, type SessionStore } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { getCurrentSession } from './current-session';
import type { signIn } from './sign-in';

type Deps = {
  signedIn: RequestHandler;
  limits: RequestHandler[];
  sessions: SessionStore;
  signIn: ReturnType<typeof signIn>;
  getCurrentSession: ReturnType<typeof getCurrentSession>;
};

export function sessionsRoutes({ signedIn, limits, sessions, signIn, getCurrentSession }: Deps): Router {
  const router = Router();
  router.post('/v1/sessions', ...limits, async (req, res) => {
    const { secret, current } = await signIn(signInRequestSchema.parse(req.body));
    res.append('set-cookie', sessionCookie.serialize(secret)).status(201).json(current);
  });
  router.get('/v1/sessions/current', signedIn, async (req, res) => {
    res.json(await getCurrentSession(req.session));
  });
  // Without a check: whoever wants out is let out, also with a session that has ended.
  router.delete('/v1/sessions/current', async (req, res) => {
    const secret = sessionCookie.read(req.headers.cookie);
    if (secret) await sessions.end(secret);
    res.append('set-cookie', sessionCookie.clear()).status(204).end();
  });
  return router;
}
