import type { settleJobItem } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { countsOfJob } from './job-counts';

/**
 * Another service says what it has done with an item that was handed over. Of one that was cancelled meanwhile it counts what
 * has been done; a repeat changes nothing. That it is done holds whichever attempt says so, as the next one finds nothing left to
 * do; that an earlier one than the last has failed or was skipped changes nothing: the last is under way.
 */
export const settleHandedOver: Handler<typeof settleJobItem> = async ({ data }, { tx }) => {
  const { jobId, position, state, problem, attempt = null } = data;
  // Answers that come at once are counted one after the other.
  const [job] = await tx.query<{ state: string }[]>('select state from bulk_job where id = $1 for update', [
    jobId,
  ]);
  const settled = await tx.query<unknown[]>(
    `with settled as (
       update bulk_item set state = $3, problem = $4, lease = null, finished_at = clock_timestamp()
       where job_id = $1 and position = $2 and (
         (state = 'waiting' and ($3 = 'done' or hand_over = coalesce($5, hand_over)))
         or (state = 'cancelled' and $3 = 'done'))
       returning 1
     ) select from settled`,
    [jobId, position, state, problem, attempt],
  );
  if (settled.length > 0 && job?.state === 'cancelled')
    await tx.query(`update bulk_job j set counts = ${countsOfJob} where id = $1`, [jobId]);
};
