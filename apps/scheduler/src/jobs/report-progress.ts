import type { identityJobProgressed } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { answerWithinMinutes } from './start-run';

/** Shows how far the run is, and waits for its end anew: whoever says this is at it, also where it was given up before. */
export const reportProgress: Handler<typeof identityJobProgressed> = async ({ data }, { tx }) => {
  await tx.query(
    `update job_runs set state = 'running', counts = $2::jsonb, finished_at = null, error = null,
       deadline_at = now() + make_interval(mins => $3)
     where run_id = $1 and state <> 'succeeded'`,
    [data.runId, JSON.stringify(data.counts), answerWithinMinutes],
  );
};
