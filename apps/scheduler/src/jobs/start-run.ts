import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Job } from './job';
import { type JobRun, jobRunColumns, type JobRunRow, toJobRun } from './job-run';

/** Minutes that the service that carries a job out has for its answer. */
export const answerWithinMinutes = 10;

export type NewRun = { cause: JobRun['cause']; dueAt: Date; startedBy: string | null };

/**
 * Writes the run and sends the job's command in one transaction.
 * @returns the run; `null` where this due time has been fired already
 */
export async function startRun(tx: EntityManager, job: Job, run: NewRun): Promise<JobRun | null> {
  const [row] = await tx.query<(JobRunRow & { deadlineAt: Date })[]>(
    `insert into job_runs (run_id, job_id, cause, due_at, started_at, deadline_at, started_by)
     values ($1, $2, $3, $4, now(), now() + make_interval(mins => $5), $6)
     on conflict (job_id, due_at) do nothing
     returning ${jobRunColumns}, deadline_at as "deadlineAt"`,
    [randomUUID(), job.jobId, run.cause, run.dueAt, answerWithinMinutes, run.startedBy],
  );
  if (!row) return null;
  const { deadlineAt, ...started } = row;
  const actor = run.startedBy ? `user/${run.startedBy}` : 'service/scheduler';
  await job.start(tx, { runId: started.runId, actor, deadlineAt });
  return toJobRun(started);
}
