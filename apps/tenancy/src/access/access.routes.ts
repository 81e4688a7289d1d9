import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { getMe } from './get-me';
import { getUserAccess } from './get-user-access';
import { signedInActor } from './signed-in-actor';

export function accessRoutes(database: DataSource): Router {
  const router = Router();

  router.get('/me', async (req, res) => {
    res.json(await getMe(database, await signedInActor(database, req.session)));
  });

  router.get('/users/:userId/access', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await getUserAccess(database, actor, req.params.userId));
  });

  return router;
}
