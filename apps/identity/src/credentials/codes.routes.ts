import { inspectCodeRequestSchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { Limits } from '../limits';
import type { inspectCode } from './inspect-code';

type Deps = { limits: Limits['codeLooks']; inspectCode: ReturnType<typeof inspectCode> };

export function codesRoutes({ limits, inspectCode }: Deps): Router {
  const router = Router();
  router.post('/v1/codes/inspect', ...limits, async (req, res) => {
    const { code } = inspectCodeRequestSchema.parse(req.body);
    res.json(await inspectCode(code));
  });
  return router;
}
