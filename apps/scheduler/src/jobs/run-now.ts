import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { Job } from './job';
import type { JobRun } from './job-run';
import { startRun } from './start-run';

type Deps = { transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>; jobs: readonly Job[] };

/** Run a job once, out of turn; its schedule is not moved. */
export type RunNow = { jobId: string; userId: string };

/**
 * Starts the run; its result shows once the service that carries the job out has answered.
 * @throws {Problem} `job.not_found`, `job.running`
 */
export const runNow =
  ({ transact, jobs }: Deps) =>
  ({ jobId, userId }: RunNow): Promise<JobRun> =>
    transact(async (tx) => {
      const job = jobs.find((known) => known.jobId === jobId);
      if (!job) throw new Problem('job.not_found');
      // The row's lock makes two clicks, or a click and the schedule, come one after the other.
      const [clock] = await tx.query<{ dueAt: Date }[]>(
        `select date_trunc('milliseconds', now()) as "dueAt" from jobs where job_id = $1 for update`,
        [jobId],
      );
      const running = await tx.query<unknown[]>(
        `select from job_runs where job_id = $1 and state = 'running' limit 1`,
        [jobId],
      );
      if (running.length > 0) throw new Problem('job.running');
      const run =
        clock && (await startRun(tx, job, { cause: 'run_now', dueAt: clock.dueAt, startedBy: userId }));
      if (!run) throw new Problem('job.running');
      return run;
    });
