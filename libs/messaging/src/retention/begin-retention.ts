import type { applyRetention, RetainingService } from '@tenantry/contracts';
import type { Handler } from '../subscriptions';

/**
 * Notes that what has been kept for long enough is to be deleted (B6); `startRetention` does it, which takes longer than a
 * message may. Runs that are long over are forgotten.
 */
export const beginRetention: Handler<(typeof applyRetention)[RetainingService]> = async (
  { data, traceparent },
  { tx },
) => {
  await tx.query(
    `insert into retention_run (run_id, traceparent) values ($1, $2) on conflict (run_id) do nothing`,
    [data.runId, traceparent ?? null],
  );
  await tx.query(`delete from retention_run where finished_at < now() - interval '30 days'`);
};
