import {
  type DecisionClient,
  Problem,
  requireOperator,
  requireSession,
  type SessionChecker,
} from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { DataSource, EntityManager } from 'typeorm';
import type { Job } from './job';
import { listJobHistory } from './list-job-history';
import { listJobs, listRuns } from './list-jobs';
import { pauseJob, resumeJob } from './pause-job';
import { runNow } from './run-now';

export type JobsDeps = {
  database: DataSource;
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  jobs: readonly Job[];
  sessions: SessionChecker;
  decisions: DecisionClient;
};

export function jobsRoutes(deps: JobsDeps): Router {
  const { database, jobs, sessions, decisions } = deps;
  const start = runNow(deps);
  const pause = pauseJob(deps);
  const resume = resumeJob(deps);
  const router = Router();
  router.use('/v1/jobs', requireSession(sessions), requireOperator(decisions));

  router.get('/v1/jobs', async (_req, res) => {
    res.json(await listJobs(database.manager, jobs));
  });
  router.get('/v1/jobs/:jobId/runs', knownJob(jobs), async (req, res) => {
    res.json(await listRuns(database.manager, String(req.params['jobId'])));
  });
  router.post('/v1/jobs/:jobId/run-now', knownJob(jobs), async (req, res) => {
    res.status(202).json(await start({ jobId: String(req.params['jobId']), userId: req.session.userId }));
  });
  router.get('/v1/jobs/:jobId/history', knownJob(jobs), async (req, res) => {
    res.json(await listJobHistory(database.manager, String(req.params['jobId'])));
  });
  router.post('/v1/jobs/:jobId/pause', knownJob(jobs), async (req, res) => {
    await pause({ jobId: String(req.params['jobId']), userId: req.session.userId });
    res.status(204).end();
  });
  router.post('/v1/jobs/:jobId/resume', knownJob(jobs), async (req, res) => {
    await resume({ jobId: String(req.params['jobId']), userId: req.session.userId });
    res.status(204).end();
  });
  return router;
}

const knownJob =
  (jobs: readonly Job[]): RequestHandler =>
  (req, _res, next) => {
    if (!jobs.some(({ jobId }) => jobId === req.params['jobId'])) throw new Problem('job.not_found');
    next();
  };
