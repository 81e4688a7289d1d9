import { changeRoleRequestSchema, createRoleRequestSchema, rolesQuerySchema } from '@tenantry/contracts';
import { onceFor } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import type { changeRole } from './change-role';
import type { createRole } from './create-role';
import type { deleteRole } from './delete-role';
import { getRole, listRoles } from './list-roles';

type Deps = {
  database: DataSource;
  wall: Wall;
  createRole: ReturnType<typeof createRole>;
  changeRole: ReturnType<typeof changeRole>;
  deleteRole: ReturnType<typeof deleteRole>;
};

export function rolesRoutes({ database, wall, createRole, changeRole, deleteRole }: Deps): Router {
  const router = Router();

  router.get('/organizations/:organizationId/roles', async (req, res) => {
    const query = rolesQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => listRoles(seen, actor, req.params.organizationId, query)));
  });

  router.post('/organizations/:organizationId/roles', async (req, res) => {
    const role = createRoleRequestSchema.parse(req.body);
    const { organizationId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.status(201).json(await createRole({ ...role, organizationId, acting }, onceFor(req, res)));
  });

  router.get('/roles/:roleId', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => getRole(seen, actor, req.params.roleId)));
  });

  router.patch('/roles/:roleId', async (req, res) => {
    const change = changeRoleRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await changeRole({ ...change, roleId: req.params.roleId, acting }));
  });

  router.delete('/roles/:roleId', async (req, res) => {
    const { acting } = await signedInActor(database, req.session);
    res.json(await deleteRole({ roleId: req.params.roleId, acting }));
  });

  return router;
}
