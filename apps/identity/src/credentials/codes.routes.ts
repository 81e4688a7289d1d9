import { inspectCodeRequestSchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { inspectCode } from './inspect-code';

type Deps = { inspectCode: ReturnType<typeof inspectCode> };

export function codesRoutes({ inspectCode }: Deps): Router {
  const router = Router();
  router.post('/v1/codes/inspect', async (req, res) => {
    const { code } = inspectCodeRequestSchema.parse(req.body);
    res.json(await inspectCode(code));
  });
  return router;
}
