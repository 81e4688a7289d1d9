import type { ConsumeMessage } from 'amqplib';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { type InboxRow, readMessage } from '../read-message';

/** A message that no inbox could place, as it came. */
export type RefusedMessage = {
  id: string;
  reason: string;
  exchange: string;
  routing_key: string;
  message_id: string | null;
  type: string | null;
  headers: Buffer;
  /** `null` once its time is over: it may have held a secret. */
  content: Buffer | null;
};

const expiring = z.object({ expires: z.iso.datetime() });

/** Whatever came: PostgreSQL's text holds every character but one. */
const held = (text: unknown): string | null =>
  typeof text === 'string' ? text.replaceAll('\0', '').slice(0, 1000) : null;

/** Keeps what was taken from the parking queue of `service`, so that it can be looked at and read again. */
export async function keepRefused(
  database: DataSource,
  service: string,
  { content, fields, properties }: ConsumeMessage,
): Promise<void> {
  const headers: Record<string, unknown> = properties.headers ?? {};
  // Only the service itself writes to that exchange; on any other way these headers are whatever the sender put there.
  const { reason, exchange } =
    fields.exchange === `${service}.parking`
      ? { reason: headers['refused-because'], exchange: headers['refused-from'] }
      : { reason: null, exchange: rejectedFrom(headers['x-death']) };
  await database.query(
    `insert into refused_message (reason, exchange, routing_key, message_id, type, headers, content, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      held(reason) ?? 'rejected by the broker or by hand',
      held(exchange) ?? '',
      held(fields.routingKey),
      held(properties.messageId),
      held(properties.type),
      Buffer.from(JSON.stringify(headers)),
      content,
      expiryOf(content),
    ],
  );
}

/** What the broker notes of a message that it dead-letters, the last time first. */
const rejectedFrom = (deaths: unknown): unknown =>
  Array.isArray(deaths) ? (deaths[0] as { exchange?: unknown } | null | undefined)?.exchange : null;

function expiryOf(content: Buffer): string | null {
  try {
    const expires = expiring.safeParse(JSON.parse(content.toString('utf8'))).data?.expires;
    // The database knows no year 0.
    return expires !== undefined && Date.parse(expires) > 0 ? expires : null;
  } catch {
    return null;
  }
}

/** What becomes of it if it is read again as it came. */
export function readAgain(
  message: RefusedMessage,
  { service, environment }: { service: string; environment: string },
): { row: InboxRow } | { not: string } {
  const delivery = asDelivery(message);
  if (!delivery) return { not: 'its time is over' };
  const reading = readMessage(delivery, service, environment);
  if (!('row' in reading)) return { not: 'refuse' in reading ? reading.refuse : reading.drop };
  return reading.row.defect === null ? reading : { not: reading.row.defect };
}

/** The delivery that it was: whoever may not publish where it came from is refused again. */
const asDelivery = (message: RefusedMessage): ConsumeMessage | null =>
  message.content && {
    content: message.content,
    fields: {
      ...{ exchange: message.exchange, routingKey: message.routing_key },
      ...{ consumerTag: '', deliveryTag: 0, redelivered: false },
    },
    properties: {
      ...({ messageId: message.message_id, type: message.type } as ConsumeMessage['properties']),
      headers: JSON.parse(message.headers.toString('utf8')) as Record<string, unknown>,
    },
  };
