import { z } from 'zod';
import { deadLetterKindSchema } from '../events/dead-letters';

/** `GET /v1/dead-letters/counts`: what a service has not applied. Counts stop at 10,000. */
export const deadLetterCountsSchema = z
  .object({
    service: z.string(),
    kinds: z.array(
      z.object({
        kind: deadLetterKindSchema,
        count: z.int(),
        oldestAt: z.iso.datetime().nullable().meta({ description: 'When the oldest of them arrived.' }),
      }),
    ),
    types: z
      .array(z.object({ type: z.string(), count: z.int() }))
      .meta({ description: 'What is parked, by the type of the message that holds up its subject.' }),
  })
  .meta({ id: 'DeadLetterCounts' });

export const deadLetterSchema = z
  .object({
    entryId: z
      .string()
      .meta({ description: 'Names this message; it is gone once its subject has moved on.' }),
    kind: deadLetterKindSchema,
    source: z.string().nullable(),
    subject: z.string().nullable(),
    version: z.int().nullable(),
    type: z.string().nullable(),
    attempts: z.int(),
    arrivedAt: z.iso.datetime().nullable(),
    dueAt: z.iso.datetime().nullable().meta({ description: 'When it is tried again, or was to be.' }),
    error: z.string().nullable().meta({ description: 'One line.' }),
    waiting: z
      .int()
      .meta({ description: 'Messages of the subject that wait, this one among them; 1,000 at most.' }),
  })
  .meta({ id: 'DeadLetter' });

/** `GET /v1/dead-letters` */
export const deadLetterPageSchema = z
  .object({ items: z.array(deadLetterSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'DeadLetterPage' });
export const deadLetterQuerySchema = z.strictObject({
  kind: deadLetterKindSchema.default('parked'),
  type: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  cursor: z.string().max(800).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /v1/dead-letters/{entryId}` */
export const deadLetterDetailsSchema = deadLetterSchema
  .extend({
    error: z.string().nullable(),
    eventId: z.string().nullable(),
    occurredAt: z.string().nullable(),
    actor: z.string().nullable(),
    onBehalfOf: z.string().nullable(),
    traceId: z.string().nullable(),
    routingKey: z.string().nullable().meta({ description: 'Of what was refused.' }),
    exchange: z.string().nullable(),
    bytes: z.int().nullable(),
    facts: z.record(z.string(), z.unknown()).nullable(),
    withheld: z
      .array(z.string())
      .meta({ description: 'Parts that may hold personal data or secrets: their names only.' }),
    mayReplay: z.boolean(),
    mayDiscard: z.boolean(),
  })
  .meta({ id: 'DeadLetterDetails' });

const reason = z.string().trim().min(1).max(1000);

/** `POST /v1/dead-letters/{entryId}/replay` */
export const replayDeadLetterRequestSchema = z
  .strictObject({ reason })
  .meta({ id: 'ReplayDeadLetterRequest' });
/** `POST /v1/dead-letters/{entryId}/discard` */
export const discardDeadLetterRequestSchema = z
  .strictObject({ reason, scope: z.enum(['message', 'subject']) })
  .meta({ id: 'DiscardDeadLetterRequest' });
/** `POST /v1/dead-letters/replay`: all that are parked because of a message of this type, 10,000 at most. */
export const replayDeadLettersRequestSchema = z
  .strictObject({ reason, type: z.string().min(1).max(200) })
  .meta({ id: 'ReplayDeadLettersRequest' });
export const deadLetterActSchema = z
  .object({ count: z.int().meta({ description: 'Subjects that go on, or messages that were discarded.' }) })
  .meta({ id: 'DeadLetterAct' });
