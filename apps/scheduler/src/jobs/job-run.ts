import type { jobRunSchema } from '@tenantry/contracts';
import type { z } from 'zod';

export type JobRun = z.infer<typeof jobRunSchema>;

/** The columns of `job_runs` as a select list; the table must be called `job_runs`. */
export const jobRunColumns = `job_runs.run_id as "runId", job_runs.job_id as "jobId", job_runs.cause,
  job_runs.due_at as "dueAt", job_runs.started_at as "startedAt", job_runs.finished_at as "finishedAt", job_runs.state, job_runs.counts, job_runs.error,
  job_runs.started_by as "startedBy"`;

export type JobRunRow = Omit<JobRun, 'dueAt' | 'startedAt' | 'finishedAt'> & {
  dueAt: Date;
  startedAt: Date;
  finishedAt: Date | null;
};

/** A row of `job_runs` as the API answers it. */
export const toJobRun = (row: JobRunRow): JobRun => ({
  ...row,
  dueAt: row.dueAt.toISOString(),
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
