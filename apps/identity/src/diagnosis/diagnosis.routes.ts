import { compareTypedRequestSchema } from '@tenantry/contracts';
import { actingIn } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import { userIdOf } from '../users/users.routes';
import type { compareTyped } from './compare-typed';
import type { diagnoseUser } from './diagnose-user';

type Deps = {
  signedIn: RequestHandler;
  diagnoseUser: ReturnType<typeof diagnoseUser>;
  compareTyped: ReturnType<typeof compareTyped>;
};

export function diagnosisRoutes({ signedIn, diagnoseUser, compareTyped }: Deps): Router {
  const router = Router();
  router.get('/v1/users/:userId/diagnosis', signedIn, async (req, res) => {
    res.json(await diagnoseUser({ userId: userIdOf(req.params['userId']), acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/typed-name', signedIn, async (req, res) => {
    const { typed } = compareTypedRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await compareTyped({ userId, typed, acting: actingIn(req.session) }));
  });
  return router;
}
