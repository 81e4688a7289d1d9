import { directoryQuerySchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import { hasArrived } from './has-arrived';
import { listUsers } from './list-users';

export function directoryRoutes({ database, wall }: { database: DataSource; wall: Wall }): Router {
  const router = Router();

  router.get('/directory/users', async (req, res) => {
    const query = directoryQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    const updating = !(await hasArrived(wall, actor, query.after));
    res.json({ ...(await wall(actor, (seen) => listUsers(seen, actor, query))), updating });
  });

  return router;
}
