import { z } from 'zod';
import { defineEvent } from '../define';

/**
 * Why a service has not applied a message: `late`, its turn has come and nobody has taken it up; `retrying`, it failed and is
 * tried again; `parked`, it failed for good and holds up its subject; `gap`, a version before it has not arrived; `refused`,
 * it could not be placed at all.
 */
export const deadLetterKindSchema = z.enum(['late', 'retrying', 'parked', 'gap', 'refused']);
export type DeadLetterKind = z.infer<typeof deadLetterKindSchema>;

/** What was replayed or discarded: one message, all that had arrived of its subject, or all that was parked of a type. */
export const deadLetterScopeSchema = z.enum(['message', 'subject', 'type']);

const facts = {
  scope: deadLetterScopeSchema,
  kind: deadLetterKindSchema,
  /** Streams that go on, or messages that were discarded. */
  count: z.int().positive(),
  /** Of the message that was held up; `null` where it is not known. */
  type: z.string().nullable(),
  source: z.string().nullable(),
  about: z.string().nullable(),
  version: z.int().positive().nullable(),
  /** The first hundred messages that were discarded, as far as they have ids. */
  eventIds: z.array(z.uuid()),
};
const personal = { reason: z.string() };

const actsOf = <S extends string>(service: S) => ({
  replayed: defineEvent(
    `${service}.dead-letters.replayed.v1`,
    'Messages that were held up are tried again',
    facts,
    personal,
  ),
  discarded: defineEvent(
    `${service}.dead-letters.discarded.v1`,
    'Messages that were held up are passed over for good',
    facts,
    personal,
  ),
});

/** What administrators do with the dead letters of each service; its subject is `dead-letters/<service>`. */
export const deadLetterEvents = {
  identity: actsOf('identity'),
  tenancy: actsOf('tenancy'),
  notifier: actsOf('notifier'),
  scheduler: actsOf('scheduler'),
};
