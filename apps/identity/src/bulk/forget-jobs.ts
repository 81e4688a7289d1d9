import type { EntityManager } from 'typeorm';

/** Days for which one can look at the results of a job, and hours for which a selection can be used. */
const jobsKeptDays = 30;
const selectionsKeptHours = 24;

/**
 * Deletes jobs that have been over for long, their items first: they hold reasons and what one wanted to do to whom.
 * @param most how many items at most; locked ones are passed over
 * @returns how many were deleted
 */
export async function forgetJobs(tx: EntityManager, at: Date, most: number): Promise<number> {
  const over = `select id from bulk_job where finished_at <= $1::timestamptz - interval '${jobsKeptDays} days'`;
  const [, items] = await tx.query<[unknown, number]>(
    `delete from bulk_item where (job_id, position) in (
       select job_id, position from bulk_item where job_id in (${over}) limit $2 for update skip locked)`,
    [at, most],
  );
  if (items === most) return items;
  const [, jobs] = await tx.query<[unknown, number]>(
    `delete from bulk_job where id in (
       ${over} and not exists (select from bulk_item i where i.job_id = bulk_job.id) limit $2 for update skip locked)`,
    [at, most],
  );
  return Math.max(items, jobs);
}

/** Deletes selections that can't be used any more. Like {@link forgetJobs}. */
export async function forgetSelections(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from selection_part where (selection_id, part) in (
       select selection_id, part from selection_part
       where received_at <= $1::timestamptz - interval '${selectionsKeptHours} hours'
       order by received_at limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
