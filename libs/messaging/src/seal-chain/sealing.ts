import { createHmac } from 'node:crypto';

/** The keys of a chain, by id: `current` seals, all of them check. None of them stands in a database. */
export type SealKeys = { current: string; byId: ReadonlyMap<string, Buffer> };

/** A row of the event log as {@link sealedColumns} reads it. Its id is not part of it: that is its place. */
export type SealedRow = {
  eventId: string;
  subject: string;
  version: number;
  type: string;
  /** Text of the facts. The personal part stands in them as a salted digest, so it can be erased and not be exchanged. */
  data: string;
  actor: string;
  onBehalfOf: string | null;
  traceparent: string | null;
  /** UTC, microseconds. */
  occurredAt: string;
};

/** What is sealed of a row, in SQL over `event_log log`. */
export const sealedColumns = `log.event_id as "eventId", log.subject, log.version, log.type, log.data::text as data, log.actor,
  log.on_behalf_of as "onBehalfOf", log.traceparent,
  to_char(log.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "occurredAt"`;

/** What one service has sealed says nothing in another. */
type Chain = { service: string; key: Buffer };

// As JSON, no two lists of parts have the same text.
const mac = ({ service, key }: Chain, purpose: string, parts: readonly unknown[]): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([service, purpose, ...parts]))
    .digest();

/** HMAC-SHA256 of what a row says. */
export const rowMacOf = (chain: Chain, row: SealedRow): Buffer =>
  mac(chain, 'row', [
    row.eventId,
    row.subject,
    row.version,
    row.type,
    row.data,
    row.actor,
    row.onBehalfOf,
    row.traceparent,
    row.occurredAt,
  ]);

export type Link = {
  seq: number;
  /** The row's id in the log. */
  logId: string;
  rowMac: Buffer;
  keyId: string;
  /** The hash of the seal before; `null` for the first. */
  previous: Buffer | null;
};

/** HMAC-SHA256 of a row's place and of everything before it. Each is a signed head of the chain. */
export const linkHashOf = (chain: Chain, link: Link): Buffer =>
  mac(chain, 'link', [
    link.seq,
    link.logId,
    link.rowMac.toString('base64url'),
    link.keyId,
    link.previous?.toString('base64url') ?? null,
  ]);

/** The rows that wait for their seal, in SQL behind a select list. */
export const unsealedRows = `from event_log log
  where log.id > (select floor from seal_floor) and not exists (select from event_seal where log_id = log.id)`;
