import { visibilityQuerySchema } from '@tenantry/contracts';
import { actingIn, rateLimit, type RedisClient } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import { explainVisibility } from './explain-visibility';

/** Why can't I see this account? (A9) Limited, so that nobody finds out by guessing who there is. */
export function visibilityRoutes({ database, redis }: { database: DataSource; redis: RedisClient }): Router {
  const router = Router();
  const limit = rateLimit(redis, {
    name: 'visibility-user',
    points: 30,
    seconds: 60,
    // Under mirroring it is the person who guesses, not the account through which they look.
    key: (req) => actingIn(req.session).actorId,
  });

  router.get('/visibility', limit, async (req, res) => {
    const { account } = visibilityQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await explainVisibility(database, actor, account));
  });

  return router;
}
