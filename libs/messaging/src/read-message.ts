import { envelopeSchema } from '@tenantry/contracts';
import type { ConsumeMessage } from 'amqplib';
import { z } from 'zod';
import { maxBodyBytes } from './message-size';

/** A message's row in the inbox. One with a `defect` keeps its place in the order and is parked when its turn comes. */
export type InboxRow = {
  source: string;
  subject: string;
  version: number;
  eventId: string;
  type: string;
  /** Structured JSON; `null` where there is a defect. Kept as text: jsonb refuses some valid JSON. */
  body: string | null;
  defect: string | null;
  replayed: boolean;
  /** ISO 8601; commands only. */
  expiresAt: string | null;
};

/** What becomes of a delivery: a row, nothing, or (where not even its place is known) the parking queue. */
export type Reading = { row: InboxRow } | { drop: string } | { refuse: string };

export const messageIdSchema = z.uuid();
export const messageTypeSchema = z.string().regex(/^[a-z0-9.-]{1,200}$/);

/** Bounds of the inbox's key columns. */
const place = z.object({
  id: messageIdSchema,
  source: envelopeSchema.shape.source.max(100),
  subject: envelopeSchema.shape.subject.max(200),
  type: messageTypeSchema,
  sequence: envelopeSchema.shape.sequence.transform(Number).pipe(z.int32().positive()),
});
const envelope = envelopeSchema.extend(place.shape);

function parseBody(
  content: Buffer,
): { body: string; message: z.infer<typeof envelope> } | { defect: string } {
  if (content.length > maxBodyBytes) return { defect: `larger than ${maxBodyBytes} bytes` };
  const body = content.toString('utf8');
  try {
    const message = envelope.safeParse(JSON.parse(body));
    return message.success ? { body, message: message.data } : { defect: z.prettifyError(message.error) };
  } catch {
    return { defect: 'not JSON' };
  }
}

/** Decides about one delivery to the inbox of `service` in the installation `environment`. */
export function readMessage(delivery: ConsumeMessage, service: string, environment: string): Reading {
  const { fields, properties } = delivery;
  const headers: Record<string, unknown> = properties.headers ?? {};
  const parsed = parseBody(delivery.content);
  const message = 'message' in parsed ? parsed.message : null;
  const named: unknown = {
    ...headers,
    id: properties.messageId as unknown,
    type: properties.type as unknown,
  };
  const at = message ?? place.safeParse(named).data;
  if (!at) return { refuse: 'neither body nor headers say what this is' };

  // Only its owner can write to an exchange. Past the exchanges come what an administrator moves back by hand.
  if (fields.exchange !== '' && `tenantry/${fields.exchange}` !== `${at.source}.events`) {
    return { refuse: `${at.source} does not publish on ${fields.exchange}` };
  }
  const [, kind] = at.type.split('.');
  if (kind === 'command' && !at.type.startsWith(`${service}.`))
    return { drop: 'a command for another service' };
  const expiresAt = message?.expires ?? null;
  if (expiresAt && Date.parse(expiresAt) < Date.now()) return { drop: 'an expired command' };

  const foreign =
    message && message.environment !== environment ? `from the environment ${message.environment}` : null;
  const defect = 'defect' in parsed ? parsed.defect : foreign;
  const row: InboxRow = {
    source: at.source,
    subject: at.subject,
    version: at.sequence,
    eventId: at.id,
    type: at.type,
    body: 'body' in parsed && !defect ? parsed.body : null,
    defect: defect?.slice(0, 1000) ?? null,
    replayed: headers['replay'] === true,
    expiresAt,
  };
  return { row };
}
