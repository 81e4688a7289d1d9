import type { identityJobFinished } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';

/** Closes the run with what was done. An answer after the deadline counts all the same: the work has been done. */
export const finishRun: Handler<typeof identityJobFinished> = async ({ data }, { tx }) => {
  await tx.query(
    `update job_runs set state = 'succeeded', counts = $2::jsonb, finished_at = now(), error = null
     where run_id = $1 and state <> 'succeeded'`,
    [data.runId, JSON.stringify(data.counts)],
  );
};
