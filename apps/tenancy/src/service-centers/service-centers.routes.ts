import {
  type Acting,
  addPartsRequestSchema,
  createServiceCenterRequestSchema,
  editServiceCenterRequestSchema,
  historyQuerySchema,
  type serviceCenterResultSchema,
  serviceCentersQuerySchema,
  shareServiceCenterRequestSchema,
} from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { onceFor, writtenBy } from '@tenantry/service-defaults';
import { type Request, Router } from 'express';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { signedInActor } from '../access/signed-in-actor';
import type { Transact } from '../transact';
import type { Wall } from '../visibility/wall';
import { addParts } from './add-parts';
import { changeCenter } from './change-center';
import { createCenter } from './create-center';
import { findPart } from './find-parts';
import { getCenter } from './get-center';
import { listCenterHistory } from './list-center-history';
import { listCenters } from './list-centers';
import { removePart } from './remove-part';
import { renameCenter } from './rename-center';
import { shareCenter } from './share-center';
import { type By, centerSubject } from './write-center';

type Deps = { database: DataSource; wall: Wall; transact: Transact; clock: () => Date };

/** Service centers with their customers and service entities (A6), and with whom they are shared. */
export function serviceCentersRoutes({ database, wall, transact, clock }: Deps): Router {
  const router = Router();
  const actorOf = async (req: Request) => (await signedInActor(database, req.session)).actor;
  const by = (acting: Acting): By => ({ ...writtenBy(acting), at: clock() });
  const result = (actor: Actor, centerId: string) => wall(actor, (seen) => resultFor(seen, actor, centerId));

  router.get('/organizations/:organizationId/service-centers', async (req, res) => {
    const query = serviceCentersQuerySchema.parse(req.query);
    res.json(await listCenters(database.manager, await actorOf(req), req.params.organizationId, query));
  });

  router.post('/organizations/:organizationId/service-centers', async (req, res) => {
    const { name } = createServiceCenterRequestSchema.parse(req.body);
    const { actor, acting } = await signedInActor(database, req.session);
    const { organizationId } = req.params;
    const create = async (tx: EntityManager) =>
      resultFor(tx, actor, await createCenter(tx, { organizationId, name, acting }, by(acting)));
    res.status(201).json(await transact(create, onceFor(req, res)));
  });

  router.get('/service-centers/:centerId', async (req, res) => {
    const actor = await actorOf(req);
    res.json(await wall(actor, (seen) => getCenter(seen, actor, req.params.centerId)));
  });

  router.patch('/service-centers/:centerId', async (req, res) => {
    const request = editServiceCenterRequestSchema.parse(req.body);
    const { actor, acting } = await signedInActor(database, req.session);
    const { centerId } = req.params;
    await changeCenter(transact, { acting, centerId, act: 'rename' }, (tx, center) =>
      renameCenter(tx, { center, ...request }, by(acting)),
    );
    res.json(await result(actor, centerId.toLowerCase()));
  });

  router.post('/service-centers/:centerId/parts', async (req, res) => {
    const request = addPartsRequestSchema.parse(req.body);
    const { acting } = await signedInActor(database, req.session);
    const { centerId } = req.params;
    const added = await changeCenter(
      transact,
      { acting, centerId, act: 'add_parts', once: onceFor(req, res) },
      (tx, center) => addParts(tx, { center, ...request }, by(acting)),
    );
    res.json({ subject: centerSubject(centerId.toLowerCase()), ...added });
  });

  router.put('/service-centers/:centerId/shares', async (req, res) => {
    const request = shareServiceCenterRequestSchema.parse(req.body);
    const { actor, acting } = await signedInActor(database, req.session);
    const { centerId } = req.params;
    await changeCenter(transact, { acting, centerId, act: 'share' }, (tx, center, locked) =>
      shareCenter(tx, locked, { center, ...request }, by(acting)),
    );
    res.json(await result(actor, centerId.toLowerCase()));
  });

  router.delete('/service-center-parts/:partId', async (req, res) => {
    const { actor, acting } = await signedInActor(database, req.session);
    const { centerId } = await findPart(database, actor, req.params.partId);
    const removed = await changeCenter(
      transact,
      { acting, centerId, act: 'remove_parts' },
      async (tx, _center, locked) =>
        removePart(tx, locked, await findPart(tx, locked, req.params.partId), by(acting)),
    );
    res.json({ subject: centerSubject(centerId), ...removed });
  });

  router.get('/service-centers/:centerId/history', async (req, res) => {
    const query = historyQuerySchema.parse(req.query);
    const actor = await actorOf(req);
    res.json(await wall(actor, (seen) => listCenterHistory(seen, actor, req.params.centerId, query)));
  });

  return router;
}

/** What a command on the center answers: its new version, and how it is now. */
async function resultFor(
  database: Database,
  actor: Actor,
  centerId: string,
): Promise<z.infer<typeof serviceCenterResultSchema>> {
  const serviceCenter = await getCenter(database, actor, centerId);
  return { subject: centerSubject(centerId), version: serviceCenter.version, serviceCenter };
}
