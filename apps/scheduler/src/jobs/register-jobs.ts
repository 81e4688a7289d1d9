import type { EntityManager } from 'typeorm';
import { nextDue } from './due-times';
import type { Job } from './job';

/**
 * Writes the jobs of this release into their table. A job that is new or has another schedule is due next by the
 * database's clock; the others keep their next due time, so what was missed while nothing ran is still to be caught up.
 */
export async function registerJobs(tx: EntityManager, jobs: readonly Job[]): Promise<void> {
  const [clock] = await tx.query<{ now: Date }[]>('select now() as now');
  if (!clock) throw new Error('A select without a table gives one row.');
  for (const { jobId, schedule, timeZone } of jobs) {
    await tx.query(
      `insert into jobs (job_id, schedule, time_zone, next_due_at) values ($1, $2, $3, $4)
       on conflict (job_id) do update
       set schedule = excluded.schedule, time_zone = excluded.time_zone, next_due_at = excluded.next_due_at
       where (jobs.schedule, jobs.time_zone) is distinct from (excluded.schedule, excluded.time_zone)`,
      [jobId, schedule, timeZone, nextDue(schedule, timeZone, clock.now)],
    );
  }
}
