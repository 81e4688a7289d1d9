import { randomUUID } from 'node:crypto';
import { deactivateInactiveUsers } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { eventsOf } from './people';
import type { Identity } from './start-identity';

type Counts = { lookedAt: number; warned: number; deactivated: number; keptAsLastMaster: number };

/** Applies the scheduler's command as the consumer does. */
export async function command(identity: Identity, runId: string = randomUUID()): Promise<string> {
  const subscription = identity.subscribed.find(
    ({ definition }) => definition.type === deactivateInactiveUsers.type,
  );
  const message = { actor: 'service/scheduler', data: { runId } };
  await identity.transact(async (tx) =>
    subscription?.handle(message as never, { tx, attempt: 1, replayed: false }),
  );
  return runId;
}

/** Waits for the answer of a run. */
export const answerOf = (identity: Identity, runId: string, within = 30_000): Promise<Counts> =>
  eventually(
    async () => {
      const last = (await eventsOf(identity, `job-run/${runId}`)).at(-1);
      expect(last?.type).toBe('identity.job.finished.v1');
      return (last?.data as { counts: Counts }).counts;
    },
    { within },
  );

/** One run of the sweep, by one replica, to its end. */
export async function sweepOnce(identity: Identity): Promise<Counts> {
  const runId = await command(identity);
  const replica = identity.sweep();
  const counts = await answerOf(identity, runId);
  await replica.stop();
  return counts;
}

/** These users were created, and signed in last, so many days ago. */
export const quietFor = (identity: Identity, userIds: readonly string[], days: number) =>
  identity.database.query(
    `update users set created_at = now() - $2 * interval '1 day',
       last_sign_in_at = case when last_sign_in_at is not null then now() - $2 * interval '1 day' end
     where id = any($1)`,
    [userIds, days],
  );

/** So many days go by for these users, with what they were told. */
export const daysPass = (identity: Identity, userIds: readonly string[], days: number) =>
  identity.database.query(
    `with noticed as (
       update inactivity_notice set rule_due_at = rule_due_at - $2 * interval '1 day', due_at = due_at - $2 * interval '1 day'
       where user_id = any($1)
     )
     update users set created_at = created_at - $2 * interval '1 day', last_sign_in_at = last_sign_in_at - $2 * interval '1 day',
       reactivated_at = reactivated_at - $2 * interval '1 day'
     where id = any($1)`,
    [userIds, days],
  );

/** Types of what has happened to the user after the first `known` events, with the days of warnings. */
export async function happenedTo(identity: Identity, userId: string, known = 2): Promise<string[]> {
  const events = await eventsOf(identity, `user/${userId}`);
  return events.slice(known).map(({ type, data }) => {
    const name = type.replace(/^identity\.user\.(.*)\.v1$/, '$1');
    return 'daysBefore' in data ? `${name} ${String(data.daysBefore)}` : name;
  });
}
