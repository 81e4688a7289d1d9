import { type DeadLetterKind, type deadLetterDetailsSchema, envelopeSchema } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { DeadLetterRefusal, entryKeyOf, type StreamKey, streamKinds } from './entry';
import { refusedEntry, streamEntry, streamRows } from './list-dead-letters';
import { type RefusedMessage, readAgain } from './refused-messages';
import { shownFacts } from './shown-facts';

type Details = z.infer<typeof deadLetterDetailsSchema>;
type Row = Parameters<typeof streamEntry>[1] & {
  body: string | null;
  defect: string | null;
};

/**
 * One message that is held up, with what may be shown of it.
 * @param reader as whom what was refused would be read again
 * @throws {DeadLetterRefusal} `dead_letter.not_found`
 */
export async function getDeadLetter(
  manager: EntityManager,
  entryId: string,
  reader: { service: string; environment: string },
): Promise<Details> {
  const key = entryKeyOf(entryId);
  if ('refused' in key) return getRefused(manager, key.refused, reader);
  const kind = await kindOf(manager, key);
  const [row] = await manager.query<Row[]>(
    `select rows.*, body, defect
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

/** @returns `undefined` where the stream is as it should be, or something else than this stands at its head */
export async function kindOf(manager: EntityManager, key: StreamKey): Promise<DeadLetterKind | undefined> {
  const cases = Object.entries(streamKinds).map(([kind, where]) => `when ${where} then '${kind}'`);
  const [row] = await manager.query<{ kind: DeadLetterKind | null }[]>(
    `with head as materialized (
       select event_id, defect from inbox where source = $1 and subject = $2 and version = $3
     )
     select case ${cases.join(' ')} end as kind from stream
     where source = $1 and subject = $2 and last + 1 = $3
       and (select event_id from head) is not distinct from $4::uuid
       and exists (select from head where defect is not null) = $5`,
    [key.source, key.subject, key.version, key.eventId, key.isDefective],
  );
  return row?.kind ?? undefined;
}

async function getRefused(
  manager: EntityManager,
  id: string,
  reader: { service: string; environment: string },
): Promise<Details> {
  const [row] = await manager.query<(RefusedMessage & { arrivedAt: Date })[]>(
    'select *, refused_at as "arrivedAt" from refused_message where id = $1',
    [id],
  );
  if (!row) throw new DeadLetterRefusal('dead_letter.not_found');
  const { exchange, content } = row;
  return {
    ...refusedEntry(row),
    ...{ error: row.reason, eventId: row.message_id, exchange, routingKey: row.routing_key },
    bytes: content?.length ?? null,
    ...contentOf(content?.toString('utf8') ?? null),
    mayReplay: 'row' in readAgain(row, reader),
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
