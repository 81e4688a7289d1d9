import type { jobListSchema } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Job } from './job';
import { type JobRun, jobRunColumns, type JobRunRow, toJobRun } from './job-run';

type JobRow = {
  jobId: string;
  schedule: string;
  timeZone: string;
  nextRunAt: Date;
  pausedAt: Date | null;
  pausedBy: string | null;
};

/** The jobs of this release in their order, each with its last run. */
export async function listJobs(
  manager: EntityManager,
  jobs: readonly Job[],
): Promise<z.infer<typeof jobListSchema>> {
  const ids = jobs.map(({ jobId }) => jobId);
  const rows = await manager.query<JobRow[]>(
    `select job_id as "jobId", schedule, time_zone as "timeZone", next_due_at as "nextRunAt", paused_at as "pausedAt", paused_by as "pausedBy"
     from jobs where job_id = any($1) order by array_position($1, job_id)`,
    [ids],
  );
  const lastRuns = await manager.query<JobRunRow[]>(
    `select ${jobRunColumns} from unnest($1::text[]) as wanted (job_id)
     cross join lateral (
       select * from job_runs where job_runs.job_id = wanted.job_id order by due_at desc limit 1
     ) job_runs`,
    [ids],
  );
  const byJob = new Map<string, JobRun>(lastRuns.map((row) => [row.jobId, toJobRun(row)]));
  return {
    items: rows.map(({ nextRunAt, pausedAt, pausedBy, ...row }) => ({
      ...row,
      nextRunAt: pausedAt ? null : nextRunAt.toISOString(),
      paused: pausedAt && pausedBy ? { at: pausedAt.toISOString(), by: pausedBy } : null,
      lastRun: byJob.get(row.jobId) ?? null,
    })),
  };
}

/** The last hundred runs of a job, newest first. */
export async function listRuns(manager: EntityManager, jobId: string): Promise<{ items: JobRun[] }> {
  const rows = await manager.query<JobRunRow[]>(
    `select ${jobRunColumns} from job_runs where job_id = $1 order by due_at desc limit 100`,
    [jobId],
  );
  return { items: rows.map(toJobRun) };
}
