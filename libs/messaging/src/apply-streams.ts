import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { fault, type Logger } from './logger';
import { type Claim, giveBack, type Outcome, releaseStreams, type Waiting } from './streams';
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
 * Step 2 of consuming: applies claimed streams' next versions in order, together with their effects, until one fails, one
 * is missing or none is left. What was applied before a failure is kept: each message has a savepoint, but for the first
 * one of a stream alone. Several streams share a transaction; where that fails, each is to be tried in one of its own.
 * @returns the result of each
 */
export async function applyStreams(claims: readonly Claim[], worker: Worker): Promise<Result[]> {
  const { database, logger } = worker;
  const [first] = claims;
  try {
    return await database.transaction(async (tx) => {
      const applied: (Applied & { claim: Claim })[] = [];
      for (const claim of claims) {
        const inTime = performance.now() <= claim.beginBy;
        const versions = inTime ? applyVersions(tx, claim, worker, claims.length > 1) : untouched(claim);
        applied.push({ claim, ...(await versions) });
      }
      const nothingDone = applied.every(({ outcome, result }) => result === 'idle' && !outcome.parked);
      // A crash that forgets it has it passed over again, so nobody waits for the disk.
      if (nothingDone) await tx.query(`set local synchronous_commit = off`);
      if (!(await releaseStreams(tx, applied))) throw new LeaseLostError('the lease ran out');
      return applied.map(({ result }) => result);
    });
  } catch (error) {
    if (claims.length > 1 || !first) {
      logger.warn(
        { ...fault(error), streams: claims.length },
        'Streams failed together, each is tried by itself',
      );
      // Where the database is gone too, they are due again when their lease is over.
      await giveBack(database, claims).catch(() => undefined);
      return claims.map(() => 'idle');
    }
    if (error instanceof LeaseLostError) {
      const { source, subject } = first;
      logger.warn(
        { source, subject },
        'A handler took longer than its lease: its work is undone, another does it',
      );
      return ['idle'];
    }
    const { outcome, result } = failed(error, first, first.last, first.attempts, worker);
    await database
      .transaction((tx) => releaseStreams(tx, [{ claim: first, outcome }]))
      .catch(() => undefined);
    return [result];
  }
}

type Applied = { outcome: Outcome; result: Result };

/** As if it had not been claimed; where its next version is missing nothing is being tried, and its arrival is to wake it. */
function untouched({ last, attempts, error, waiting }: Claim): Applied {
  const isTried = waiting[0]?.version === last + 1;
  return {
    outcome: { last, attempts: isTried ? attempts - 1 : 0, error, waitMs: 0, parked: false },
    result: 'idle',
  };
}

/** @param shared others have done something in the transaction: a failure must leave it as it is */
async function applyVersions(
  tx: EntityManager,
  claim: Claim,
  worker: Worker,
  shared: boolean,
): Promise<Applied> {
  let { last } = claim;
  let result: Result = 'idle';
  for (const message of claim.waiting) {
    if (message.version !== last + 1) break;
    const first = last === claim.last;
    const attempt = first ? claim.attempts : 1;
    const undoable = shared || !first;
    try {
      if (undoable) await tx.query('savepoint message');
      if (await applyMessage(tx, message, claim, attempt, worker)) result = 'applied';
      if (undoable) await tx.query('release savepoint message');
      last = message.version;
    } catch (error) {
      if (!undoable) throw error;
      await tx.query('rollback to savepoint message');
      return failed(error, claim, last, attempt, worker);
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
