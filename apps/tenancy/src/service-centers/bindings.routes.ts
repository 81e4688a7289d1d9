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

type Deps = { database: DataSource; transact: Transact; clock: () => Date };

/** Which service centers a user is bound to, with what and with the lock (A6, A7), and their copy (A10). */
export function bindingsRoutes({ database, transact, clock }: Deps): Router {
  const router = Router();
  const actingOf = async (req: Request) => (await signedInActor(database, req.session)).acting;
  const by = (acting: Acting): By => ({ ...writtenBy(acting), at: clock() });
  const written = <T>({ userId, ...rest }: { userId: string } & T) => ({
    subject: accessSubject(userId),
    ...rest,
  });

  router.get('/users/:userId/service-centers', async (req, res) => {
    res.json(await listUserCenters(database, await actingOf(req), req.params.userId));
  });

  router.get('/users/:userId/service-centers/available', async (req, res) => {
    const query = availableServiceCentersQuerySchema.parse(req.query);
    const ids = { acting: await actingOf(req), userId: req.params.userId };
    res.json(await listAvailableCenters(database, ids, query));
  });

  router.get('/users/:userId/service-centers/:centerId', async (req, res) => {
    res.json(await getUserCenter(database, { acting: await actingOf(req), ...req.params }));
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
    const ids = { acting: await actingOf(req), receiverId: req.params.userId, sourceId };
    res.json(await previewCopy(database, ids));
  });

  router.post('/users/:userId/service-centers/copy', async (req, res) => {
    const request = copyServiceCentersRequestSchema.parse(req.body);
    const acting = await actingOf(req);
    const ids = { acting, receiverId: req.params.userId };
    res.json(written(await transact((tx) => copyCenters(tx, { ...ids, ...request }, by(acting)))));
  });

  return router;
}
