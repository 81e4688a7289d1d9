import { historyQuerySchema, setIdleLimitRequestSchema } from '@tenantry/contracts';
import { actingIn, Problem, sendWithTag } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { getPresence } from './get-presence';
import type { getUser } from './get-user';
import type { listUserHistory } from './list-user-history';
import type { resetPassword } from './reset-password';
import type { setIdleLimit } from './set-idle-limit';

type Deps = {
  signedIn: RequestHandler;
  getUser: ReturnType<typeof getUser>;
  getPresence: ReturnType<typeof getPresence>;
  listUserHistory: ReturnType<typeof listUserHistory>;
  resetPassword: ReturnType<typeof resetPassword>;
  setIdleLimit: ReturnType<typeof setIdleLimit>;
};

/** What is no id belongs to nobody. */
export function userIdOf(text: string | string[] | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new Problem('user.not_found');
  return id.data;
}

export function usersRoutes(deps: Deps): Router {
  const { signedIn, getUser, getPresence, listUserHistory, resetPassword, setIdleLimit } = deps;
  const router = Router();
  router.get('/v1/users/:userId', signedIn, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    const profile = await getUser({ userId, acting: actingIn(req.session) });
    sendWithTag(res, profile.profileRevision, profile);
  });
  router.get('/v1/users/:userId/presence', signedIn, async (req, res) => {
    res.json(await getPresence({ userId: userIdOf(req.params['userId']), acting: actingIn(req.session) }));
  });
  router.get('/v1/users/:userId/history', signedIn, async (req, res) => {
    const query = historyQuerySchema.parse(req.query);
    const userId = userIdOf(req.params['userId']);
    res.json(await listUserHistory({ ...query, userId, acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/password-reset', signedIn, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    res.json(await resetPassword({ userId, acting: actingIn(req.session) }));
  });
  router.put('/v1/users/:userId/idle-limit', signedIn, async (req, res) => {
    const { idleSeconds } = setIdleLimitRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await setIdleLimit({ userId, idleSeconds, acting: actingIn(req.session) }));
  });
  return router;
}
