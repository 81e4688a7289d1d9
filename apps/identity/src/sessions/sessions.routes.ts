import { signInRequestSchema } from '@tenantry/contracts';
import { mirrorCookie, Problem, requireOwnSession, sessionCookie } from '@tenantry/service-defaults';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Limits } from '../limits';
import { answerOpened } from './answer-opened';
import type { getCurrentSession } from './current-session';
import type { endOtherSessions, endOwnSession } from './end-own-sessions';
import type { listOwnSessions } from './list-sessions';
import { originOf } from './origin-of';
import type { signIn } from './sign-in';
import type { signOut } from './sign-out';

type Deps = {
  environment: string;
  signedIn: RequestHandler;
  limits: Pick<Limits, 'signIns' | 'signedIn'>;
  signIn: ReturnType<typeof signIn>;
  signOut: ReturnType<typeof signOut>;
  getCurrentSession: ReturnType<typeof getCurrentSession>;
  listOwnSessions: ReturnType<typeof listOwnSessions>;
  endOwnSession: ReturnType<typeof endOwnSession>;
  endOtherSessions: ReturnType<typeof endOtherSessions>;
};

/** What is no id names no session. */
export function sessionIdOf(text: string | string[] | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new Problem('session.not_found');
  return id.data;
}

/** Whoever was created elsewhere is told where they are (C10), the same for everybody whom signing in refuses. */
const hintAtEnvironment =
  (environment: string): ErrorRequestHandler =>
  (error: unknown, _req, _res, next) => {
    if (!(error instanceof Problem && error.code === 'sign_in.refused')) return next(error);
    const detail = `An account lives only in the environment where it was created. This is ${environment}.`;
    next(new Problem('sign_in.refused', { detail, extensions: { environment }, cause: error }));
  };

export function sessionsRoutes(deps: Deps): Router {
  const { signedIn, limits } = deps;
  const router = Router();
  router.post('/v1/sessions', ...limits.signIns, async (req, res) => {
    const request = signInRequestSchema.parse(req.body);
    const opened = await deps.signIn({ ...request, origin: originOf(req) });
    await limits.signedIn(req);
    answerOpened(req, res, opened);
  });
  router.use('/v1/sessions', hintAtEnvironment(deps.environment));
  router.get('/v1/sessions/current', signedIn, async (req, res) => {
    res.json(await deps.getCurrentSession(req.session));
  });
  router.delete('/v1/sessions/current', async (req, res) => {
    const { cookie } = req.headers;
    await deps.signOut({ own: sessionCookie.read(cookie), mirrored: mirrorCookie.read(cookie) });
    res.append('set-cookie', sessionCookie.clear());
    if (mirrorCookie.read(cookie)) res.append('set-cookie', mirrorCookie.clear());
    res.status(204).end();
  });
  router.get('/v1/sessions', signedIn, requireOwnSession, async (req, res) => {
    res.json(await deps.listOwnSessions(req.session));
  });
  router.delete('/v1/sessions', signedIn, requireOwnSession, async (req, res) => {
    await deps.endOtherSessions(req.session);
    res.status(204).end();
  });
  router.delete('/v1/sessions/:sessionId', signedIn, requireOwnSession, async (req, res) => {
    await deps.endOwnSession(req.session, sessionIdOf(req.params['sessionId']));
    res.status(204).end();
  });
  return router;
}
