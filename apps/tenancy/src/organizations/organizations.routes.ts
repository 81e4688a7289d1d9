import {
  createOrganizationRequestSchema,
  editOrganizationRequestSchema,
  historyQuerySchema,
  organizationChildrenQuerySchema,
  organizationsQuerySchema,
  organizationStatusRequestSchema,
  setKeyUsersRequestSchema,
  setPoliciesRequestSchema,
} from '@tenantry/contracts';
import { onceFor } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import type { changeStatus, StatusAct } from './change-status';
import type { createBelow } from './create-below';
import type { editOrganization } from './edit-organization';
import { findVisibleOrganization } from './find-organization';
import { getOrganization } from './get-organization';
import { listChildren } from './list-children';
import { listOrganizationHistory } from './list-organization-history';
import { listOrganizations } from './list-organizations';
import { type InstallationPolicies, policiesOf } from './policies';
import { keyUsersFor, type setKeyUsers } from './set-key-users';
import type { setPolicies } from './set-policies';

type Deps = {
  database: DataSource;
  wall: Wall;
  installation: InstallationPolicies;
  createBelow: ReturnType<typeof createBelow>;
  editOrganization: ReturnType<typeof editOrganization>;
  changeStatus: ReturnType<typeof changeStatus>;
  setPolicies: ReturnType<typeof setPolicies>;
  setKeyUsers: ReturnType<typeof setKeyUsers>;
};

/** The act of each address that ends in it. */
const statusActs: Record<string, StatusAct> = {
  suspend: 'organization.suspend',
  close: 'organization.close',
  reopen: 'organization.reopen',
};

export function organizationsRoutes(deps: Deps): Router {
  const { database, wall, installation } = deps;
  const { manager } = database;
  const router = Router();

  router.get('/organizations', async (req, res) => {
    const query = organizationsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listOrganizations(database, actor, query));
  });

  router.post('/organizations', async (req, res) => {
    const organization = createOrganizationRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.status(201).json(await deps.createBelow(acting, organization, onceFor(req, res)));
  });

  router.get('/organizations/:id', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => getOrganization(seen, actor, req.params.id)));
  });

  router.patch('/organizations/:id', async (req, res) => {
    const edit = editOrganizationRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await deps.editOrganization(acting, req.params.id, edit));
  });

  router.get('/organizations/:id/children', async (req, res) => {
    const query = organizationChildrenQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listChildren(manager, actor, req.params.id, query));
  });

  for (const [address, act] of Object.entries(statusActs)) {
    router.post(`/organizations/:id/${address}`, async (req, res) => {
      const { reason } = organizationStatusRequestSchema.parse(req.body);
      const { acting } = await signedInActor(database, req.session);
      res.json(await deps.changeStatus(acting, req.params.id, act, reason));
    });
  }

  router.get('/organizations/:id/policies', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    const organization = await findVisibleOrganization(manager, actor, req.params.id);
    res.json(policiesOf(actor, organization, installation));
  });

  router.put('/organizations/:id/policies', async (req, res) => {
    const policies = setPoliciesRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await deps.setPolicies(acting, req.params.id, policies));
  });

  router.get('/organizations/:id/key-users', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    const organization = await findVisibleOrganization(manager, actor, req.params.id);
    res.json(await wall(actor, (seen) => keyUsersFor(seen, actor, organization)));
  });

  router.put('/organizations/:id/key-users', async (req, res) => {
    const keyUsers = setKeyUsersRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    res.json(await deps.setKeyUsers(acting, req.params.id, keyUsers));
  });

  router.get('/organizations/:id/history', async (req, res) => {
    const query = historyQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => listOrganizationHistory(seen, actor, req.params.id, query)));
  });

  return router;
}
