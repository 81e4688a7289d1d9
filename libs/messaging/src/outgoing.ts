import { type Envelope, toSequence } from '@tenantry/contracts';
import type { Options } from 'amqplib';
import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { StoredCommand } from './send-command';

/** A row of the outbox, joined with its event where it is one. */
export type OutboxRow = {
  id: string;
  expired: boolean;
  command: StoredCommand | null;
  event_id: string;
  type: string;
  subject: string;
  version: number;
  data: string;
  personal: string | null;
  actor: string;
  on_behalf_of: string | null;
  traceparent: string | null;
  occurred_at: Date;
};

/** A message as it goes to the broker. `rowId` is its row in the outbox. */
export type Outgoing = {
  rowId: string;
  /** A command whose time was over before it could be sent. */
  expired: boolean;
  id: string;
  type: string;
  traceparent: string | null;
  body: string;
  properties: Options.Publish;
};

/** What runs the relay's statements: one connection, each statement after the other. */
export type Database = { query<R extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<R>> };

export type Origin = { service: string; environment: string; userId: string };

/**
 * The oldest rows of the outbox without those already on their way. Never "after the last id": an id is taken before
 * its transaction commits, so a watermark passes over rows that commit late.
 */
export async function selectPending(db: Database, origin: Origin, busy: readonly string[], limit: number) {
  // An anti-join: "id <> all($1)" compares every row with every id. The limit stands in the text so that the planner knows it.
  const { rows } = await db.query<OutboxRow>({
    name: `pending ${limit}`,
    text: `select outbox.id, coalesce(outbox.expires_at < now(), false) as expired, outbox.command, log.event_id, log.type,
        log.subject, log.version, log.data::text as data, apart.personal::text as personal, log.actor, log.on_behalf_of,
        log.traceparent, log.occurred_at
      from outbox left join event_log log on log.id = outbox.log_id
        left join event_personal apart on apart.event_id = log.event_id
      where not exists (select from unnest($1::bigint[]) as busy (id) where busy.id = outbox.id)
      order by outbox.id limit ${limit}`,
    values: [busy],
  });
  return rows.map((row) => outgoingOf(row, origin));
}

/** The message of a row; for one of the log, its `id` is that in the log. */
export function outgoingOf(row: OutboxRow, origin: Origin): Outgoing {
  const { command } = row;
  const attributes = command
    ? {
        id: command.id,
        type: command.type,
        subject: `command/${command.id}`,
        time: command.time,
        sequence: toSequence(1),
        actor: command.actor,
        expires: command.expires,
        traceparent: command.traceparent ?? undefined,
      }
    : {
        id: row.event_id,
        type: row.type,
        subject: row.subject,
        time: row.occurred_at.toISOString(),
        sequence: toSequence(row.version),
        actor: row.actor,
        onbehalfof: row.on_behalf_of ?? undefined,
        traceparent: row.traceparent ?? undefined,
      };
  const envelope: Omit<Envelope, 'data'> = {
    specversion: '1.0',
    source: `tenantry/${origin.service}`,
    datacontenttype: 'application/json',
    dataschema: `urn:tenantry:${attributes.type}`,
    environment: origin.environment,
    ...attributes,
  };
  const data = command ? JSON.stringify(command.data) : withPersonal(row.data, row.personal);
  return {
    rowId: row.id,
    expired: row.expired,
    id: attributes.id,
    type: attributes.type,
    traceparent: attributes.traceparent ?? null,
    body: `${JSON.stringify(envelope).slice(0, -1)},"data":${data}}`,
    properties: {
      mandatory: true,
      persistent: true,
      messageId: attributes.id,
      type: attributes.type,
      userId: origin.userId,
      contentType: 'application/cloudevents+json',
      // Enough to know where a message belongs when its body cannot be read.
      headers: {
        source: envelope.source,
        subject: attributes.subject,
        sequence: attributes.sequence,
        ...(attributes.traceparent ? { traceparent: attributes.traceparent } : {}),
      },
    },
  };
}

/** Facts with a digest have a personal part, or had one until it was erased. Spliced as text: parsing costs the relay a third. */
const withPersonal = (facts: string, personal: string | null): string =>
  facts.includes('"personalDigest"') ? `{"personal":${personal ?? 'null'},${facts.slice(1)}` : facts;

/** Deletes what the broker has confirmed. */
export async function deleteSent(db: Database, rowIds: readonly string[]): Promise<void> {
  await db.query({ name: 'sent', text: `delete from outbox where id = any($1::bigint[])`, values: [rowIds] });
}
