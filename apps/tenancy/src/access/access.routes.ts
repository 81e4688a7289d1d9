import {
  administratorsQuerySchema,
  changeAccessRequestSchema,
  grantablePartsQuerySchema,
  historyQuerySchema,
} from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import type { Wall } from '../visibility/wall';
import type { changeAccess } from './change-access';
import { getMe } from './get-me';
import { getUserAccess } from './get-user-access';
import { listAccessHistory } from './list-access-history';
import { listAdministrators } from './list-administrators';
import { listGrantable, listGrantableRoles, listGrantableSubAccounts } from './list-grantable';
import { signedInActor } from './signed-in-actor';

type Deps = { database: DataSource; wall: Wall; changeAccess: ReturnType<typeof changeAccess> };

export function accessRoutes({ database, wall, changeAccess }: Deps): Router {
  const router = Router();

  router.get('/me', async (req, res) => {
    res.json(await getMe(database, await signedInActor(database, req.session)));
  });

  router.get('/users/:userId/access', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => getUserAccess(seen, actor, req.params.userId)));
  });

  router.put('/users/:userId/access', async (req, res) => {
    const change = changeAccessRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await changeAccess({ ...change, userId: req.params.userId, acting }));
  });

  router.get('/users/:userId/access-history', async (req, res) => {
    const query = historyQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => listAccessHistory(seen, actor, req.params.userId, query)));
  });

  router.get('/organizations/:organizationId/administrators', async (req, res) => {
    const query = administratorsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    const { organizationId } = req.params;
    res.json(await wall(actor, (seen) => listAdministrators(seen, actor, organizationId, query)));
  });

  router.get('/organizations/:organizationId/grantable', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await listGrantable(database.manager, actor, req.params.organizationId));
  });

  router.get('/organizations/:organizationId/grantable/roles', async (req, res) => {
    const query = grantablePartsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listGrantableRoles(database.manager, actor, req.params.organizationId, query));
  });

  router.get('/organizations/:organizationId/grantable/sub-accounts', async (req, res) => {
    const query = grantablePartsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listGrantableSubAccounts(database.manager, actor, req.params.organizationId, query));
  });

  return router;
}
