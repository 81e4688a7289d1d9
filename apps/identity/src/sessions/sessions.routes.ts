import { signInRequestSchema } from '@tenantry/contracts';
import { mirrorCookie, sessionCookie } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import { answerOpened } from './answer-opened';
import type { getCurrentSession } from './current-session';
import type { signIn } from './sign-in';
import type { signOut } from './sign-out';

type Deps = {
  signedIn: RequestHandler;
  limits: RequestHandler[];
  signIn: ReturnType<typeof signIn>;
  signOut: ReturnType<typeof signOut>;
  getCurrentSession: ReturnType<typeof getCurrentSession>;
};

export function sessionsRoutes({ signedIn, limits, signIn, signOut, getCurrentSession }: Deps): Router {
  const router = Router();
  router.post('/v1/sessions', ...limits, async (req, res) => {
    answerOpened(req, res, await signIn(signInRequestSchema.parse(req.body)));
  });
  router.get('/v1/sessions/current', signedIn, async (req, res) => {
    res.json(await getCurrentSession(req.session));
  });
  router.delete('/v1/sessions/current', async (req, res) => {
    const { cookie } = req.headers;
    await signOut({ own: sessionCookie.read(cookie), mirrored: mirrorCookie.read(cookie) });
    res.append('set-cookie', sessionCookie.clear());
    if (mirrorCookie.read(cookie)) res.append('set-cookie', mirrorCookie.clear());
    res.status(204).end();
  });
  return router;
}
