import type { Kept } from '@tenantry/messaging';

/**
 * What the scheduler keeps for a time (B6): runs that are over, but of each job the last one, which its page and the alarms show.
 * No due time is fired again for that: the next one only moves forward, from long after what is deleted here.
 * @param days for how long, from when a run was due
 */
export const keptRuns = (days: { JOB_RUNS_KEPT_DAYS: number }): Kept[] => [
  {
    counted: 'jobRunsDeleted',
    async forget(tx, most) {
      const [, deleted] = await tx.query<[unknown, number]>(
        `delete from job_runs where run_id in (
           select run_id from job_runs old
           where state <> 'running' and due_at < now() - make_interval(days => $1)
             and exists (select from job_runs later
               where later.job_id = old.job_id and later.due_at > old.due_at and later.state <> 'running')
           order by due_at limit $2 for update of old skip locked)`,
        [days.JOB_RUNS_KEPT_DAYS, most],
      );
      return deleted;
    },
  },
];
