import { type confirmStatus as confirmStatusCommand, statusConfirmed } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

/**
 * Says which status the user has, as their next event: what was allowed on the version before is done by now, or never
 * (docs/adr/0017). Publishes `identity.user.status-confirmed.v1`, once for a claim: tenancy asks again for as long as it
 * has not applied the answer, and where the user's events are parked there that may be days.
 */
export const confirmStatus: Handler<typeof confirmStatusCommand> = async ({ data, actor }, { tx }) => {
  const user = await lockUser(tx, data.userId);
  if (!user || (await isConfirmed(tx, data))) return;
  user.confirmStatus(data.claimId, actor, new Date());
  await saveUser(tx, user);
};

/** Under the user's lock: two who are asked at once do not both confirm. */
async function isConfirmed(
  tx: EntityManager,
  { userId, claimId }: { userId: string; claimId: string },
): Promise<boolean> {
  const confirmed = await tx.query<unknown[]>(
    `select from event_log where subject = $1 and type = $2 and data ->> 'claimId' = $3`,
    [subjectOf(userId), statusConfirmed.type, claimId],
  );
  return confirmed.length > 0;
}
