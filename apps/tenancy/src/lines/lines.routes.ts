import { assignLinesRequestSchema, linesQuerySchema, registerLineRequestSchema } from '@tenantry/contracts';
import { onceFor } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { assignLines } from './assign-lines';
import { listLines } from './list-lines';
import type { registerLine } from './register-line';

type Deps = {
  database: DataSource;
  registerLine: ReturnType<typeof registerLine>;
  assignLines: ReturnType<typeof assignLines>;
};

export function linesRoutes({ database, registerLine, assignLines }: Deps): Router {
  const router = Router();

  router.get('/organizations/:organizationId/lines', async (req, res) => {
    const query = linesQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listLines(database.manager, actor, req.params.organizationId, query));
  });

  router.post('/organizations/:organizationId/lines', async (req, res) => {
    const line = registerLineRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.status(201).json(await registerLine(acting, req.params.organizationId, line, onceFor(req, res)));
  });

  router.post('/lines/assign', async (req, res) => {
    const assignment = assignLinesRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json({ results: await assignLines(acting, assignment) });
  });

  return router;
}
