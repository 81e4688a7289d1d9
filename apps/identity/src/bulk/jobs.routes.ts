import {
  bulkItemQuerySchema,
  jobResultsQuerySchema,
  retryJobRequestSchema,
  startBulkJobRequestSchema,
} from '@tenantry/contracts';
import {
  actingIn,
  isBrokenOff,
  onceFor,
  Problem,
  requireOwnSession,
  writeCsv,
} from '@tenantry/service-defaults';
import { type Request, type RequestHandler, Router } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Limits } from '../limits';
import type { cancelJob, retryJob } from './change-job';
import { findJob, listJobs, type OwnJob } from './find-jobs';
import type { startFollowingJobs } from './follow-jobs';
import type { listItems } from './list-items';
import { resultsOf, titlesIn } from './results-file';
import type { startJob } from './start-job';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'ownPasswords' | 'jobs'>;
  confirmOwnPassword: (userId: string, password: string) => Promise<void>;
  database: DataSource;
  startJob: ReturnType<typeof startJob>;
  cancelJob: ReturnType<typeof cancelJob>;
  retryJob: ReturnType<typeof retryJob>;
  listItems: ReturnType<typeof listItems>;
  /** As `signedIn`, for what goes on and keeps no session alive. */
  followsSignedIn: RequestHandler;
  followJob: ReturnType<typeof startFollowingJobs>['follow'];
};

/** What is no id is nobody's job. */
function ownJob({ params, session }: Request): OwnJob {
  const id = z.uuid().safeParse(params['jobId']);
  if (!id.success) throw new Problem('job.not_found');
  return { jobId: id.data, acting: actingIn(session) };
}

const hasOwnPassword = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'ownPassword' in body;

/** Acts on many users (L14). */
export function jobsRoutes({
  signedIn,
  followsSignedIn,
  limits,
  database: { manager },
  ...deps
}: Deps): Router {
  const router = Router();
  const own = Router().use(requireOwnSession, ...limits.ownPasswords);
  const guarded: RequestHandler = (req, res, next) =>
    hasOwnPassword(req.body) ? own(req, res, next) : next();
  router.post('/v1/jobs', signedIn, ...limits.jobs, guarded, async (req, res) => {
    const { ownPassword, ...request } = startBulkJobRequestSchema.parse(req.body);
    if (ownPassword !== undefined) await deps.confirmOwnPassword(req.session.userId, ownPassword);
    // A digest of the body is kept with the idempotency key: nothing of a password is.
    req.body = request;
    const job = await deps.startJob({ ...request, acting: actingIn(req.session) }, onceFor(req, res));
    res.status(202).location(`/v1/jobs/${job.jobId}`).json(job);
  });
  router.get('/v1/jobs', signedIn, async (req, res) => {
    res.json(await listJobs(manager, actingIn(req.session)));
  });
  router.get('/v1/jobs/:jobId', signedIn, async (req, res) => {
    res.json(await findJob(manager, ownJob(req)));
  });
  router.get('/v1/jobs/:jobId/events', followsSignedIn, async (req, res) => {
    await deps.followJob(ownJob(req), req, res);
  });
  router.get('/v1/jobs/:jobId/items', signedIn, async (req, res) => {
    const query = bulkItemQuerySchema.parse(req.query);
    res.json(await deps.listItems({ ...query, ...ownJob(req) }));
  });
  router.get('/v1/jobs/:jobId/results.csv', signedIn, requireOwnSession, async (req, res) => {
    const { delimiter, language } = jobResultsQuerySchema.parse(req.query);
    const { name, rows } = await resultsOf({ manager, listItems: deps.listItems }, ownJob(req));
    res.attachment(name);
    await writeCsv(res, rows, { titles: titlesIn(language), delimiter }).catch((cause: unknown) => {
      // Where rows could not be read, what was sent must not look whole.
      if (!isBrokenOff(cause)) throw cause;
    });
  });
  router.post('/v1/jobs/:jobId/cancel', signedIn, async (req, res) => {
    res.json(await deps.cancelJob(ownJob(req)));
  });
  router.post('/v1/jobs/:jobId/retry', signedIn, ...limits.jobs, guarded, async (req, res) => {
    const { ownPassword } = retryJobRequestSchema.parse(req.body ?? {});
    if (ownPassword !== undefined) await deps.confirmOwnPassword(req.session.userId, ownPassword);
    res.json(await deps.retryJob(ownJob(req), ownPassword !== undefined));
  });
  return router;
}
