import { randomUUID } from 'node:crypto';
import {
  actorSchema,
  type AnyEvent,
  envelopeSchema,
  type FactsOf,
  type PersonalOf,
} from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { refuseOversize } from './message-size';
import { noteOutboxWrite } from './outbox-writes';
import { newSalt, personalDigestOf } from './personal-digest';
import { activeTraceparent } from './trace';

/** An event that a command is about to write. `version` is the subject's version after the change. */
export type EventDraft<E extends AnyEvent> = {
  event: E;
  /** `user/<id>`, `organization/<id>` … */
  subject: string;
  version: number;
  facts: FactsOf<E>;
  personal?: PersonalOf<E> | undefined;
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  onBehalfOf?: string | undefined;
  occurredAt: Date;
};

/** The same draft, with its types inferred from `event`. */
export const draft = <E extends AnyEvent>(event: EventDraft<E>): EventDraft<E> => event;

const attributes = z.object({
  subject: envelopeSchema.shape.subject,
  version: z.int().positive(),
  actor: actorSchema,
  onBehalfOf: actorSchema.optional(),
});

function rowOf(drafted: EventDraft<AnyEvent>) {
  const { event } = drafted;
  const head = attributes.safeParse(drafted);
  const facts = event.facts.safeParse(drafted.facts);
  const personal = event.personal?.safeParse(drafted.personal);
  const wrong = [head, facts, personal].find((part) => part && !part.success);
  if (wrong?.error)
    throw new TypeError(`${event.type} does not fit its contract: ${z.prettifyError(wrong.error)}`);
  const salt = personal ? newSalt() : null;
  const data: unknown = salt
    ? { ...facts.data, personalDigest: personalDigestOf(salt, personal?.data) }
    : facts.data;
  const row = {
    eventId: randomUUID(),
    data: JSON.stringify(data),
    personal: personal ? JSON.stringify(personal.data) : null,
    salt,
  };
  refuseOversize(event.type, row.data, row.personal);
  return row;
}

/**
 * Writes events to the log and the outbox, in the caller's transaction. The caller must have raised the subject's
 * version in the same transaction before: that row lock is what gives the events of one subject their order.
 * @returns the event ids, in the order of the drafts
 * @throws {TypeError} where a draft does not fit its contract; a unique violation where the version is taken
 */
export async function appendEvents(
  tx: EntityManager,
  drafts: readonly EventDraft<AnyEvent>[],
): Promise<string[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map(rowOf);
  noteOutboxWrite(tx);
  await tx.query(
    `with incoming as (
       select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::text[], $10::timestamptz[]) with ordinality
         as row (event_id, subject, version, type, data, personal, salt, actor, on_behalf_of, occurred_at, position)
     ), logged as (
       insert into event_log (event_id, subject, version, type, data, actor, on_behalf_of, traceparent, occurred_at)
       select event_id, subject, version, type, data::jsonb, actor, on_behalf_of, $11, occurred_at
       from incoming order by position
       returning id
     ), kept_apart as (
       insert into event_personal (event_id, personal, salt)
       select event_id, personal::jsonb, salt from incoming where personal is not null
     )
     insert into outbox (log_id) select id from logged order by id`,
    [
      rows.map((row) => row.eventId),
      drafts.map((drafted) => drafted.subject),
      drafts.map((drafted) => drafted.version),
      drafts.map((drafted) => drafted.event.type),
      rows.map((row) => row.data),
      rows.map((row) => row.personal),
      rows.map((row) => row.salt),
      drafts.map((drafted) => drafted.actor),
      drafts.map((drafted) => drafted.onBehalfOf ?? null),
      drafts.map((drafted) => drafted.occurredAt.toISOString()),
      activeTraceparent(),
    ],
  );
  return rows.map((row) => row.eventId);
}
