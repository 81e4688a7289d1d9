import { endUserSessionsRequestSchema } from '@tenantry/contracts';
import { actingIn } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import { userIdOf } from '../users/users.routes';
import type { endUserSession, endUserSessions, listUserSessions } from './end-user-sessions';
import { sessionIdOf } from './sessions.routes';

type Deps = {
  signedIn: RequestHandler;
  listUserSessions: ReturnType<typeof listUserSessions>;
  endUserSession: ReturnType<typeof endUserSession>;
  endUserSessions: ReturnType<typeof endUserSessions>;
};

/** Other people's sessions. */
export function userSessionsRoutes({ signedIn, ...deps }: Deps): Router {
  const router = Router();
  router.get('/v1/users/:userId/sessions', signedIn, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.listUserSessions({ userId, acting: actingIn(req.session), asking: req.session }));
  });
  router.delete('/v1/users/:userId/sessions', signedIn, async (req, res) => {
    const { comment } = endUserSessionsRequestSchema.parse(req.body ?? {});
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.endUserSessions({ userId, comment, acting: actingIn(req.session) }));
  });
  router.delete('/v1/users/:userId/sessions/:sessionId', signedIn, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    const handle = sessionIdOf(req.params['sessionId']);
    res.json(await deps.endUserSession({ userId, handle, acting: actingIn(req.session) }));
  });
  return router;
}
