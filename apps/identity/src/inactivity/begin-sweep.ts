import type { deactivateInactiveUsers } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { theBeginning } from './inactivity-of';
import { nothingYet } from './sweep';

/**
 * Notes that the users who have not signed in for long are to be deactivated (L7); `startSweeping` does it, which takes longer
 * than a message may. Runs that are long over are forgotten.
 */
export const beginSweep: Handler<typeof deactivateInactiveUsers> = async ({ data, traceparent }, { tx }) => {
  await tx.query(
    `insert into inactivity_sweep (run_id, organization_id, user_id, counts, traceparent)
     values ($1, $2, $3, $4, $5) on conflict (run_id) do nothing`,
    [data.runId, theBeginning.organizationId, theBeginning.userId, nothingYet, traceparent ?? null],
  );
  await tx.query(`delete from inactivity_sweep where finished_at < now() - interval '30 days'`);
};
