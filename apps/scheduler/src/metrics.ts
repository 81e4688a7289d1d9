import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

const states = `select
  coalesce((select extract(epoch from now() - min(next_due_at))::float8 from jobs where next_due_at <= now()), 0) as late,
  (select count(*)::int from job_runs where state = 'running') as running`;

const lastRuns = `select job_id as "jobId", coalesce((
    select state = 'failed' from job_runs where job_runs.job_id = jobs.job_id and state <> 'running'
    order by due_at desc limit 1), false) as failed
  from jobs`;

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
      const [row] = await database.query<{ late: number; running: number }[]>(states);
      this.set(row?.late ?? 0);
      running.set(row?.running ?? 0);
    },
  });
  new Gauge({
    name: 'jobs_last_run_failed',
    help: '1 where the last run of a job that has ended has failed.',
    labelNames: ['job_id'],
    registers: [registry],
    async collect() {
      const rows = await database.query<{ jobId: string; failed: boolean }[]>(lastRuns);
      for (const { jobId, failed } of rows) this.set({ job_id: jobId }, Number(failed));
    },
  });
}
