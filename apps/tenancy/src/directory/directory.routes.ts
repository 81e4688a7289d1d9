import { directoryQuerySchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import { hasArrived } from './has-arrived';
import { listUsers } from './list-users';

export function directoryRoutes(database: DataSource): Router {
  const router = Router();

  router.get('/directory/users', async (req, res) => {
    const query = directoryQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    const updating = !(await hasArrived(database, actor, query.after));
    res.json({ ...(await listUsers(database, actor, query)), updating });
  });

  return router;
}
