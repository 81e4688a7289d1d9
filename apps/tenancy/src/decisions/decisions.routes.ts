import { decisionRequestSchema } from '@tenantry/contracts';
import { type RequestHandler, Router } from 'express';
import type { DataSource } from 'typeorm';
import { decide } from './decide';

/** @param requireService lets only services with a token for tenancy pass */
export function decisionsRoutes(database: DataSource, requireService: RequestHandler): Router {
  const router = Router();

  router.post('/decisions', requireService, async (req, res) => {
    const asked = decisionRequestSchema.parse(req.body);
    res.json({ decisions: await decide(database, asked, req.callingService) });
  });

  return router;
}
