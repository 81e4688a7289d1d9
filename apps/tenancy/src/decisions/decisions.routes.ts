import { claimRequestSchema, decisionRequestSchema } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { DataSource } from 'typeorm';
import { claimByRule } from './claim-acts';
import { decide } from './decide';

/** @param requireService lets only services with a token for tenancy pass */
export function decisionsRoutes(database: DataSource, requireService: RequestHandler): Router {
  const router = Router();

  router.post('/decisions', requireService, async (req, res) => {
    const asked = decisionRequestSchema.parse(req.body);
    res.json({ decisions: await decide(database, asked, req.callingService) });
  });

  router.post('/claims', requireService, async (req, res) => {
    const { users } = claimRequestSchema.parse(req.body);
    // Rules that take users out of service are carried out by their owner alone.
    if (req.callingService !== 'identity') throw new Problem('permission.missing');
    res.json({ decisions: await claimByRule(database, users) });
  });

  return router;
}
