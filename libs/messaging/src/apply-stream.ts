import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { fault, type Logger } from './logger';
import { type Claim, type Outcome, releaseStream, type Waiting } from './streams';
import { NonRetryableError, type Subscription } from './subscriptions';
import { inConsumerSpan } from './trace';

export type Worker = {
  database: DataSource;
  handlers: ReadonlyMap<string, Subscription>;
  logger: Logger;
  maxAttempts: number;
  backoffMs(attempt: number): number;
};

/** What a worker's breaker makes of a claim: `idle` says nothing about the dependencies. */
export type Result = 'applied' | 'failed' | 'idle';

class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Step 2 of consuming: applies a claimed stream's next versions in order, together with their effects, until one fails,
 * one is missing or none is left. What was applied before a failure is kept: from the second on each has a savepoint.
 */
export async function applyStream(claim: Claim, worker: Worker): Promise<Result> {
  const { database, logger } = worker;
  try {
    return await database.transaction(async (tx) => {
      const { outcome, result } = await applyVersions(tx, claim, worker);
      // Nothing was done: a crash that forgets it has it passed over again, so nobody waits for the disk.
      if (result === 'idle' && !outcome.parked) await tx.query(`set local synchronous_commit = off`);
      if (!(await releaseStream(tx, claim, outcome))) throw new LeaseLostError('the lease ran out');
      return result;
    });
  } catch (error) {
    const { source, subject } = claim;
    if (error instanceof LeaseLostError) {
      logger.warn(
        { source, subject },
        'A handler took longer than its lease: its work is undone, another does it',
      );
      return 'idle';
    }
    const failure = failed(error, claim, claim.last, claim.attempts, worker);
    // Where the database is gone too, the stream is due again when its lease is over.
    await database.transaction((tx) => releaseStream(tx, claim, failure.outcome)).catch(() => undefined);
    return failure.result;
  }
}

type Applied = { outcome: Outcome; result: Result };

async function applyVersions(tx: EntityManager, claim: Claim, worker: Worker): Promise<Applied> {
  let { last } = claim;
  let result: Result = 'idle';
  for (const message of claim.waiting) {
    if (message.version !== last + 1) break;
    const first = last === claim.last;
    try {
      if (!first) await tx.query('savepoint message');
      if (await applyMessage(tx, message, claim, first ? claim.attempts : 1, worker)) result = 'applied';
      if (!first) await tx.query('release savepoint message');
      last = message.version;
    } catch (error) {
      if (first) throw error;
      await tx.query('rollback to savepoint message');
      return failed(error, claim, last, 1, worker);
    }
  }
  return { outcome: { last, attempts: 0, error: null, waitMs: 0, parked: false }, result };
}

function failed(error: unknown, claim: Claim, last: number, attempt: number, worker: Worker): Applied {
  const { logger, maxAttempts } = worker;
  const hopeless = error instanceof NonRetryableError;
  const parked = hopeless || attempt >= maxAttempts;
  const waitMs = worker.backoffMs(attempt);
  const about = { source: claim.source, subject: claim.subject, version: last + 1, attempt };
  if (parked) logger.error({ ...about, ...fault(error) }, 'Parked a stream: mend the cause, then replay it');
  else logger.warn({ ...about, ...fault(error), retryInMs: waitMs }, 'A message could not be applied yet');
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const outcome = { last, attempts: attempt, error: text.slice(0, 1000), waitMs, parked };
  return { outcome, result: hopeless ? 'idle' : 'failed' };
}

/** @returns whether a handler ran; types without one are passed over */
async function applyMessage(
  tx: EntityManager,
  message: Waiting,
  claim: Claim,
  attempt: number,
  worker: Worker,
): Promise<boolean> {
  if (message.defect) throw new NonRetryableError(message.defect);
  const subscription = worker.handlers.get(message.type);
  if (!subscription) return false;
  if (message.expired) {
    worker.logger.warn({ commandId: message.eventId, type: message.type }, 'Dropped an expired command');
    return false;
  }
  // A process that died in the handler has counted its attempt and said nothing.
  if (attempt > worker.maxAttempts)
    throw new NonRetryableError(claim.error ?? 'the process ended while it was applied');
  const checked = subscription.definition.schema.safeParse(JSON.parse(message.body ?? 'null'));
  if (!checked.success) throw new NonRetryableError(z.prettifyError(checked.error));

  const { traceparent } = checked.data as { traceparent?: string };
  const linked = attempt > 1 || claim.error !== null || message.replayed;
  await inConsumerSpan({ traceparent, type: message.type, id: message.eventId, linked }, () =>
    subscription.handle(checked.data as never, { tx, attempt, replayed: message.replayed }),
  );
  return true;
}
