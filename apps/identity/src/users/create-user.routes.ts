import { createUserRequestSchema, userNameQuerySchema } from '@tenantry/contracts';
import { actingIn, onceFor, requireOwnSession } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import type { createUser } from './create-user';
import type { proposeUserName } from './propose-user-name';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'ownPasswords' | 'invitations' | 'userNames'>;
  createUser: ReturnType<typeof createUser>;
  proposeUserName: ReturnType<typeof proposeUserName>;
};

export function createUserRoutes({ signedIn, limits, createUser, proposeUserName }: Deps): Router {
  const router = Router();
  const limited = [...limits.ownPasswords, ...limits.invitations];
  router.post('/v1/users', signedIn, requireOwnSession, ...limited, async (req, res) => {
    const command = { ...createUserRequestSchema.parse(req.body), acting: actingIn(req.session) };
    const once = onceFor(req, res, { secrets: ['password', 'oneOffPassword'] });
    res.status(201).json(await createUser(command, once));
  });
  router.get('/v1/user-names/proposal', signedIn, ...limits.userNames, async (req, res) => {
    const query = userNameQuerySchema.parse(req.query);
    res.json(await proposeUserName({ ...query, acting: actingIn(req.session) }));
  });
  return router;
}
