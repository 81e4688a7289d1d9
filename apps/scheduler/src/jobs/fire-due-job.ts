import type { EntityManager } from 'typeorm';
import { latestDue, nextDue } from './due-times';
import type { Job } from './job';
import type { JobRun } from './job-run';
import { startRun } from './start-run';

/** A run that starts this long after its due time was not fired by a scheduler that was awake (milliseconds). */
const lateMs = 30_000;

type DueRow = { jobId: string; dueAt: Date; now: Date };

/**
 * Fires one job that is due by the database's clock. Any number of replicas may call it at once: the job's row is locked,
 * others pass over it, and `unique (job_id, due_at)` is the wall behind that. Due times that nobody fired while the
 * scheduler was down are caught up by one run, for the latest of them.
 * @returns the run that was started, `'fired'` where that due time had a run already, `null` where no job is due
 */
export async function fireDueJob(tx: EntityManager, jobs: readonly Job[]): Promise<JobRun | 'fired' | null> {
  // A replica that freezes in here loses its connection, and with it the lock.
  await tx.query(`set local idle_in_transaction_session_timeout = '10s'`);
  const [due] = await tx.query<DueRow[]>(
    `select job_id as "jobId", next_due_at as "dueAt", now() as now
     from jobs where next_due_at <= now() and paused_at is null and job_id = any($1)
     order by next_due_at limit 1 for update skip locked`,
    [jobs.map(({ jobId }) => jobId)],
  );
  const job = jobs.find(({ jobId }) => jobId === due?.jobId);
  if (!due || !job) return null;

  const { schedule, timeZone } = job;
  const dueAt = latestDue(schedule, timeZone, due.dueAt, due.now);
  const missed = dueAt > due.dueAt || due.now.getTime() - dueAt.getTime() > lateMs;
  const run = await startRun(tx, job, { cause: missed ? 'caught_up' : 'schedule', dueAt, startedBy: null });
  await tx.query('update jobs set next_due_at = $2 where job_id = $1', [
    job.jobId,
    nextDue(schedule, timeZone, due.now),
  ]);
  return run ?? 'fired';
}
