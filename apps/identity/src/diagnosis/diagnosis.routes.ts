import { compareTypedRequestSchema } from '@tenantry/contracts';
import { actingIn } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import { userIdOf } from '../users/users.routes';
import { compareTyped } from './compare-typed';
import { diagnoseUser } from './diagnose-user';

type Deps = Parameters<typeof diagnoseUser>[0] & { signedIn: RequestHandler };

export function diagnosisRoutes({ signedIn, ...deps }: Deps): Router {
  const [diagnose, compare] = [diagnoseUser(deps), compareTyped(deps)];
  const router = Router();
  router.get('/v1/users/:userId/diagnosis', signedIn, async (req, res) => {
    res.json(await diagnose({ userId: userIdOf(req.params['userId']), acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/typed-name', signedIn, async (req, res) => {
    const { typed } = compareTypedRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await compare({ userId, typed, acting: actingIn(req.session) }));
  });
  return router;
}
