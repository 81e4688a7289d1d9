import { type DeadLetterKind, type deadLetterDetailsSchema, envelopeSchema } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { DeadLetterRefusal, type EntryKey, entryKeyOf, streamKinds } from './entry';
import { refusedEntry, streamEntry, streamRows } from './list-dead-letters';
import { shownFacts } from './shown-facts';

type Details = z.infer<typeof deadLetterDetailsSchema>;
type StreamKey = Exclude<EntryKey, { refused: string }>;
type Row = Parameters<typeof streamEntry>[1] & {
  kind: DeadLetterKind;
  eventId: string | null;
  body: string | null;
  defect: string | null;
};

/**
 * One message that is held up, with what may be shown of it.
 * @throws {DeadLetterRefusal} `dead_letter.not_found`
 */
export async function getDeadLetter(manager: EntityManager, entryId: string): Promise<Details> {
  const key = entryKeyOf(entryId);
  if ('refused' in key) return getRefused(manager, key.refused);
  const kind = await kindOf(manager, key);
  const [row] = await manager.query<Row[]>(
    `select rows.*, event_id as "eventId", body, defect
     from (${streamRows('source = $1 and subject = $2 and last + 1 = $3')}) rows
       left join inbox using (source, subject, version)`,
    [key.source, key.subject, key.version],
  );
  if (!row || !kind) throw new DeadLetterRefusal('dead_letter.not_found');
  return {
    ...streamEntry(kind, row),
    ...{ error: row.defect ?? row.error, eventId: row.eventId },
    ...{ routingKey: null, exchange: null, bytes: row.body === null ? null : Buffer.byteLength(row.body) },
    ...contentOf(row.body),
    mayReplay: mayReplay(kind) && row.defect === null,
    mayDiscard: mayDiscard(kind),
  };
}

/** Trying again is for what has failed; what is late is tried anyway, and what is missing cannot be. */
export const mayReplay = (kind: DeadLetterKind): boolean => kind === 'parked' || kind === 'retrying';
export const mayDiscard = (kind: DeadLetterKind): boolean => kind !== 'late';

/** @returns `undefined` where the stream is as it should be, or has moved on from this version */
export async function kindOf(manager: EntityManager, key: StreamKey): Promise<DeadLetterKind | undefined> {
  const cases = Object.entries(streamKinds).map(([kind, where]) => `when ${where} then '${kind}'`);
  const [row] = await manager.query<{ kind: DeadLetterKind | null }[]>(
    `select case ${cases.join(' ')} end as kind from stream where source = $1 and subject = $2 and last + 1 = $3`,
    [key.source, key.subject, key.version],
  );
  return row?.kind ?? undefined;
}

type RefusedRow = Parameters<typeof refusedEntry>[0] & {
  messageId: string | null;
  exchange: string;
  routingKey: string;
  content: Buffer | null;
};

async function getRefused(manager: EntityManager, id: string): Promise<Details> {
  const [row] = await manager.query<RefusedRow[]>(
    `select id, type, reason, refused_at as "arrivedAt", message_id as "messageId", exchange, routing_key as "routingKey",
       content from refused_message where id = $1`,
    [id],
  );
  if (!row) throw new DeadLetterRefusal('dead_letter.not_found');
  const { exchange, routingKey, content } = row;
  return {
    ...refusedEntry(row),
    ...{ error: row.reason, eventId: row.messageId, exchange, routingKey, bytes: content?.length ?? null },
    ...contentOf(content?.toString('utf8') ?? null),
    mayReplay: content !== null,
    mayDiscard: true,
  };
}

type Content = Pick<Details, 'occurredAt' | 'actor' | 'onBehalfOf' | 'traceId' | 'facts' | 'withheld'>;
const nothing: Content = {
  ...{ occurredAt: null, actor: null, onBehalfOf: null, traceId: null, facts: null, withheld: [] },
};

/** What of a body can be read, which may be anything. */
function contentOf(body: string | null): Content {
  const message = envelopeSchema.safeParse(parsed(body)).data;
  if (!message) return nothing;
  return {
    occurredAt: message.time,
    actor: message.actor,
    onBehalfOf: message.onbehalfof ?? null,
    traceId: message.traceparent?.split('-')[1] ?? null,
    ...shownFacts(message.type, message.data),
  };
}

function parsed(body: string | null): unknown {
  try {
    return JSON.parse(body ?? 'null');
  } catch {
    return null;
  }
}
