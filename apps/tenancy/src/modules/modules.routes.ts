import { moduleKeySchema, putModuleRequestSchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { signedInActor } from '../access/signed-in-actor';
import { listModules } from './list-modules';
import type { putModule } from './put-module';

type Deps = { database: DataSource; putModule: ReturnType<typeof putModule> };

const pathSchema = z.object({ key: moduleKeySchema });

export function modulesRoutes({ database, putModule }: Deps): Router {
  const router = Router();

  router.get('/modules', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await listModules(database, actor));
  });

  router.put('/modules/:key', async (req, res) => {
    const { key } = pathSchema.parse(req.params);
    const module = putModuleRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await putModule({ ...module, key, acting }));
  });

  return router;
}
