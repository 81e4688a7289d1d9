import {
  type Acting,
  availableServiceCentersQuerySchema,
  bindServiceCenterRequestSchema,
  copyServiceCentersPreviewRequestSchema,
  copyServiceCentersRequestSchema,
  unbindServiceCenterQuerySchema,
} from '@tenantry/contracts';
import { type Request, Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Transact } from '../transact';
import type { Wall } from '../visibility/wall';
import { bindCenter } from './bind-center';
import { copyCenters } from './copy-centers';
import { getUserCenter } from './get-user-center';
import { listAvailableCenters } from './list-available-centers';
import { listUserCenters } from './list-user-centers';
import { previewCopy } from './preview-copy';
import { unbindCenter } from './unbind-center';
import { accessSubject } from './write-bindings';
import type { By } from './write-center';
import { writtenBy } from '@tenantry/service-defaults';

type Deps = { database: DataSource; wall: Wall; transact: Transact; clock: () => Date };

/** Which service centers a user is bound to, with what and with the lock (A6, A7), and their copy (A10). */
export function bindingsRoutes({ database, wall, transact, clock }: Deps): Router {
  const router = Router();
  const actorOf = async (req: Request) => (await signedInActor(database, req.session)).actor;
  const actingOf = async (req: Request) => (await signedInActor(database, req.session)).acting;
  const by = (acting: Acting): By => ({ ...writtenBy(acting), at: clock() });
  const written = <T>({ userId, ...rest }: { userId: string } & T) => ({
    subject: accessSubject(userId),
    ...rest,
  });

  router.get('/users/:userId/service-centers', async (req, res) => {
    const actor = await actorOf(req);
    res.json(await wall(actor, (seen) => listUserCenters(seen, actor, req.params.userId)));
  });

  router.get('/users/:userId/service-centers/available', async (req, res) => {
    const query = availableServiceCentersQuerySchema.parse(req.query);
    const ids = { actor: await actorOf(req), userId: req.params.userId };
    res.json(await wall(ids.actor, (seen) => listAvailableCenters(seen, ids, query)));
  });

  router.get('/users/:userId/service-centers/:centerId', async (req, res) => {
    const actor = await actorOf(req);
    res.json(await wall(actor, (seen) => getUserCenter(seen, { actor, ...req.params })));
  });

  router.put('/users/:userId/service-centers/:centerId', async (req, res) => {
    const request = bindServiceCenterRequestSchema.parse(req.body);
    const acting = await actingOf(req);
    const ids = { acting, ...req.params };
    res.json(written(await transact((tx) => bindCenter(tx, { ...ids, request }, by(acting)))));
  });

  router.delete('/users/:userId/service-centers/:centerId', async (req, res) => {
    const { version } = unbindServiceCenterQuerySchema.parse(req.query);
    const acting = await actingOf(req);
    const ids = { acting, ...req.params };
    res.json(written(await transact((tx) => unbindCenter(tx, { ...ids, version }, by(acting)))));
  });

  router.post('/users/:userId/service-centers/copy/preview', async (req, res) => {
    const { sourceId } = copyServiceCentersPreviewRequestSchema.parse(req.body);
    const actor = await actorOf(req);
    const ids = { by: actor, receiverId: req.params.userId, sourceId };
    res.json(await wall(actor, (seen) => previewCopy(seen, ids)));
  });

  router.post('/users/:userId/service-centers/copy', async (req, res) => {
    const request = copyServiceCentersRequestSchema.parse(req.body);
    const acting = await actingOf(req);
    const ids = { acting, receiverId: req.params.userId };
    res.json(written(await transact((tx) => copyCenters(tx, { ...ids, ...request }, by(acting)))));
  });

  return router;
}
