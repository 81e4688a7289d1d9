import { z } from 'zod';
import { defineCommand } from '../define';

/**
 * What is wrong with a row of an event log: `changed`, it says something else than when it was sealed; `removed`, it or its seal
 * is gone; `reordered`, it or its seal stands in another place; `added`, it was put in behind the sealer's back; `cut`, the end of
 * the chain was taken away, or the whole database set back.
 */
export const sealFaultKindSchema = z.enum(['changed', 'removed', 'reordered', 'added', 'cut']);
export type SealFaultKind = z.infer<typeof sealFaultKindSchema>;

/** One row of an event log that is not as it was sealed, as far as it can be named. */
export const sealFaultSchema = z.object({
  kind: sealFaultKindSchema,
  seq: z.int().nullable().meta({ description: 'Its place in the chain of seals.' }),
  eventId: z.string().nullable(),
  subject: z.string().nullable(),
  version: z.int().nullable(),
});
export type SealFault = z.infer<typeof sealFaultSchema>;

/** The end of a chain at some time: up to there a log cannot change any more without its being seen. */
const head = { seq: z.int().positive(), hash: z.string().regex(/^[\w-]{43}$/) };
export const sealHeadSchema = z.object(head);
export type SealHead = z.infer<typeof sealHeadSchema>;

const checkOf = <S extends string>(service: S) =>
  defineCommand(`${service}.command.check-seal-chain.v1`, 'Check whether the event log is as it was sealed', {
    runId: z.uuid(),
    /** Ends of the chain that the service has told before. */
    heads: z.array(sealHeadSchema),
  });

/** Checks the log of each service (B7); answered by `reportSealCheck`. */
export const checkSealChain = {
  identity: checkOf('identity'),
  tenancy: checkOf('tenancy'),
  notifier: checkOf('notifier'),
  scheduler: checkOf('scheduler'),
};
export type SealingService = keyof typeof checkSealChain;
const service = z.enum(['identity', 'tenancy', 'notifier', 'scheduler']);

/** Keeps the end of a service's chain outside of its database, so that one that was set back is seen. */
export const keepSealHead = defineCommand(
  'scheduler.command.keep-seal-head.v1',
  "Keep the end of a service's chain of seals",
  { service, ...head },
);

/** What a check of a service's log has found. */
export const reportSealCheck = defineCommand(
  'scheduler.command.report-seal-check.v1',
  "Take the result of a check of a service's chain of seals",
  { service, runId: z.uuid(), checked: z.int(), broken: z.int(), first: sealFaultSchema.nullable() },
);
