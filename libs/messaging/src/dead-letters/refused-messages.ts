import type { ConsumeMessage } from 'amqplib';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

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

/** Keeps what was taken from the parking queue, so that it can be looked at and read again. */
export async function keepRefused(
  database: DataSource,
  { content, fields, properties }: ConsumeMessage,
): Promise<void> {
  const headers: Record<string, unknown> = properties.headers ?? {};
  const rejected = Array.isArray(headers['x-death']) ? (headers['x-death'][0] as { exchange?: unknown }) : {};
  await database.query(
    `insert into refused_message (reason, exchange, routing_key, message_id, type, headers, content, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      held(headers['refused-because']) ?? 'rejected by the broker or by hand',
      held(headers['refused-from']) ?? held(rejected.exchange) ?? '',
      held(fields.routingKey),
      held(properties.messageId),
      held(properties.type),
      Buffer.from(JSON.stringify(headers)),
      content,
      expiryOf(content),
    ],
  );
}

function expiryOf(content: Buffer): string | null {
  try {
    const expires = expiring.safeParse(JSON.parse(content.toString('utf8'))).data?.expires;
    // The database knows no year 0.
    return expires !== undefined && Date.parse(expires) > 0 ? expires : null;
  } catch {
    return null;
  }
}

/** The delivery that it was: whoever may not publish where it came from is refused again. */
export const asDelivery = (message: RefusedMessage): ConsumeMessage | null =>
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
