import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

const states = `select
  coalesce((select extract(epoch from now() - min(next_due_at))::float8 from jobs where next_due_at <= now()), 0) as late,
  (select count(*)::int from job_runs where state = 'running') as running`;

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
}
