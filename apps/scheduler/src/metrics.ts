import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

const states = `select
  coalesce((select extract(epoch from now() - min(next_due_at))::float8 from jobs where next_due_at <= now() and paused_at is null), 0)
    as late,
  (select count(*)::int from job_runs where state = 'running') as running`;

const lastRuns = `select job_id as "jobId", coalesce((
    select state = 'failed' from job_runs where job_runs.job_id = jobs.job_id and state <> 'running'
    order by due_at desc limit 1), false) as failed
  from jobs`;

const allLastRuns = (database: DataSource) => database.query<{ jobId: string; failed: boolean }[]>(lastRuns);
const latest = async (database: DataSource) => {
  const [row] = await database.query<{ late: number; running: number }[]>(states);
  return row ?? { late: 0, running: 0 };
};

/** How the jobs are doing. */
export async function jobStates(
  database: DataSource,
): Promise<{ lateSeconds: number; running: number; failed: string[] }> {
  const [{ late, running }, runs] = await Promise.all([latest(database), allLastRuns(database)]);
  return { lateSeconds: late, running, failed: runs.flatMap(({ jobId, failed }) => (failed ? jobId : [])) };
}

/** Adds how the jobs are doing, asked of the database when the metrics are read. */
export function addMetrics(database: DataSource, registry: Registry): void {
  const running = new Gauge({
    name: 'job_runs_running',
    help: 'Runs whose answer has not come yet.',
    registers: [registry],
  });
  new Gauge({
    name: 'jobs_late_seconds',
    help: 'For how long the longest waiting job has been due.',
    registers: [registry],
    async collect() {
      const row = await latest(database);
      this.set(row.late);
      running.set(row.running);
    },
  });
  new Gauge({
    name: 'jobs_last_run_failed',
    help: '1 where the last run of a job that has ended has failed.',
    labelNames: ['job_id'],
    registers: [registry],
    async collect() {
      for (const { jobId, failed } of await allLastRuns(database))
        this.set({ job_id: jobId }, Number(failed));
    },
  });
}
