import { type Acting, deadLetterEvents, type DeadLetterKind, type FactsOf } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { appendEvents, draft } from '../append-events';

export type DeadLetterService = keyof typeof deadLetterEvents;
/** Who does something with dead letters, and why. */
export type ByWhom = { service: DeadLetterService; acting: Acting; reason: string };
type Facts = FactsOf<(typeof deadLetterEvents)['identity']['replayed']>;

/** The subject whose history tells what was done with the dead letters of a service. */
export const deadLettersOf = (service: string): string => `dead-letters/${service}`;

/** Writes what was done, in the transaction in which it was done. */
export async function writeAct(
  tx: EntityManager,
  act: 'replayed' | 'discarded',
  { service, acting, reason }: ByWhom,
  done: Partial<Facts> & { scope: Facts['scope']; kind: DeadLetterKind; count: number },
): Promise<void> {
  const subject = deadLettersOf(service);
  // These acts change no row of their own that could count them: whoever holds the lock is the only one who does.
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [subject]);
  const [row] = await tx.query<{ version: number }[]>(
    'select coalesce(max(version), 0) + 1 as version from event_log where subject = $1',
    [subject],
  );
  await appendEvents(tx, [
    draft({
      event: deadLetterEvents[service][act],
      subject,
      version: row?.version ?? 1,
      facts: { type: null, source: null, about: null, version: null, eventIds: [], ...done },
      personal: { reason },
      actor: `user/${acting.actorId}`,
      ...(acting.onBehalfOfId && { onBehalfOf: `user/${acting.onBehalfOfId}` }),
      occurredAt: new Date(),
    }),
  ]);
}
