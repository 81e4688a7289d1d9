import { organizationsQuerySchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import { listOrganizations } from './list-organizations';

export function organizationsRoutes(database: DataSource): Router {
  const router = Router();

  router.get('/organizations', async (req, res) => {
    const query = organizationsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listOrganizations(database, actor, query));
  });

  return router;
}
