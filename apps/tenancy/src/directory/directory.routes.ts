import { directoryQuerySchema, selectUsersRequestSchema } from '@tenantry/contracts';
import { actingIn, onceFor, type Presence, rateLimit, type RedisClient } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import { hasArrived } from './has-arrived';
import { listUsers } from './list-users';
import type { selectUsers } from './select-users';

type DirectoryRoutes = {
  database: DataSource;
  wall: Wall;
  presence: Presence;
  redis: RedisClient;
  selectUsers: ReturnType<typeof selectUsers>;
};

export function directoryRoutes({ database, wall, presence, redis, selectUsers }: DirectoryRoutes): Router {
  const router = Router();
  // As many as jobs that may follow from them.
  const limit = rateLimit(redis, {
    name: 'selection-user',
    points: 120,
    seconds: 3600,
    key: (req) => actingIn(req.session).actorId,
  });

  router.get('/directory/users', async (req, res) => {
    const query = directoryQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    const updating = !(await hasArrived(wall, actor, query.after));
    const onlineIds = query.online && (await presence.everybodyOnline());
    const page = await wall(actor, (seen) => listUsers(seen, actor, { ...query, onlineIds }));
    res.json({ ...page, updating });
  });

  router.post('/selections', limit, async (req, res) => {
    const query = selectUsersRequestSchema.parse(req.body);
    res.json(await selectUsers(req.session, query, onceFor(req, res)));
  });

  return router;
}
