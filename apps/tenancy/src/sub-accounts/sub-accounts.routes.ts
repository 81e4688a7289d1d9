import {
  renameSubAccountRequestSchema,
  subAccountRequestSchema,
  subAccountsQuerySchema,
} from '@tenantry/contracts';
import { onceFor } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import type { createSubAccount } from './create-sub-account';
import type { deleteSubAccount } from './delete-sub-account';
import { listSubAccounts } from './list-sub-accounts';
import type { renameSubAccount } from './rename-sub-account';

type Deps = {
  database: DataSource;
  wall: Wall;
  createSubAccount: ReturnType<typeof createSubAccount>;
  renameSubAccount: ReturnType<typeof renameSubAccount>;
  deleteSubAccount: ReturnType<typeof deleteSubAccount>;
};

export function subAccountsRoutes(deps: Deps): Router {
  const { database, wall, createSubAccount, renameSubAccount, deleteSubAccount } = deps;
  const router = Router();

  router.get('/organizations/:organizationId/sub-accounts', async (req, res) => {
    const query = subAccountsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => listSubAccounts(seen, actor, req.params.organizationId, query)));
  });

  router.post('/organizations/:organizationId/sub-accounts', async (req, res) => {
    const { name } = subAccountRequestSchema.parse(req.body);
    const { organizationId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.status(201).json(await createSubAccount({ organizationId, name, acting }, onceFor(req, res)));
  });

  router.patch('/sub-accounts/:subAccountId', async (req, res) => {
    const change = renameSubAccountRequestSchema.parse(req.body);
    const { subAccountId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.json(await renameSubAccount({ ...change, subAccountId, acting }));
  });

  router.delete('/sub-accounts/:subAccountId', async (req, res) => {
    const { subAccountId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.json(await deleteSubAccount({ subAccountId, acting }));
  });

  return router;
}
