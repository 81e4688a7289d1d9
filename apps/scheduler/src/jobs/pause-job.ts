import { jobPaused, jobResumed } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { nextDue } from './due-times';
import type { Job } from './job';

type Deps = { transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>; jobs: readonly Job[] };
type Row = { pausedAt: Date | null; version: number; now: Date };

export type PauseJob = { jobId: string; userId: string };

/**
 * Pauses a job: its schedule starts nothing until it is resumed, a run that is under way goes on, and it can still be run by
 * hand. Of one that is paused already nothing is said again. Publishes `scheduler.job.paused.v1`.
 * @throws {Problem} `job.not_found`
 */
export const pauseJob =
  ({ transact, jobs }: Deps) =>
  ({ jobId, userId }: PauseJob): Promise<void> =>
    transact(async (tx) => {
      const { row } = await lockJob(tx, jobs, jobId);
      if (row.pausedAt) return;
      await tx.query(
        'update jobs set paused_at = $2, paused_by = $3, version = version + 1 where job_id = $1',
        [jobId, row.now, userId],
      );
      await say(tx, jobPaused, { jobId, userId, ...row });
    });

/**
 * Resumes a job: it is due next by its schedule, and what was due while it was paused is not caught up. Of one that is not
 * paused nothing is said. Publishes `scheduler.job.resumed.v1`.
 * @throws {Problem} `job.not_found`
 */
export const resumeJob =
  ({ transact, jobs }: Deps) =>
  ({ jobId, userId }: PauseJob): Promise<void> =>
    transact(async (tx) => {
      const { row, job } = await lockJob(tx, jobs, jobId);
      if (!row.pausedAt) return;
      await tx.query(
        `update jobs set paused_at = null, paused_by = null, version = version + 1, next_due_at = $2
         where job_id = $1`,
        [jobId, nextDue(job.schedule, job.timeZone, row.now)],
      );
      await say(tx, jobResumed, { jobId, userId, ...row });
    });

async function lockJob(tx: EntityManager, jobs: readonly Job[], jobId: string) {
  const job = jobs.find((known) => known.jobId === jobId);
  const [row] = await tx.query<Row[]>(
    `select paused_at as "pausedAt", version, date_trunc('milliseconds', now()) as now
     from jobs where job_id = $1 for update`,
    [jobId],
  );
  if (!job || !row) throw new Problem('job.not_found');
  return { job, row };
}

const say = (
  tx: EntityManager,
  event: typeof jobPaused | typeof jobResumed,
  { jobId, userId, version, now }: PauseJob & Pick<Row, 'version' | 'now'>,
): Promise<unknown> =>
  appendEvents(tx, [
    draft({
      event,
      subject: `job/${jobId}`,
      version: version + 1,
      facts: { jobId },
      actor: `user/${userId}`,
      occurredAt: now,
    }),
  ]);
