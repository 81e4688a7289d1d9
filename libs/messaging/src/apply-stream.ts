import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { fault, type Logger } from './logger';
import { type Claim, type Outcome, releaseStream } from './streams';
import { NonRetryableError, type Subscription } from './subscriptions';
import { inConsumerSpan } from './trace';

type Waiting = {
  version: number;
  eventId: string;
  type: string;
  body: string | null;
  defect: string | null;
  replayed: boolean;
  expired: boolean;
};

export type Worker = {
  database: DataSource;
  handlers: ReadonlyMap<string, Subscription>;
  logger: Logger;
  maxAttempts: number;
  backoffMs(attempt: number): number;
};

/** What a worker's breaker makes of a claim: `idle` says nothing about the dependencies. */
export type Result = 'applied' | 'failed' | 'idle';

const messagesAtOnce = 50;

class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Step 2 of consuming: applies a claimed stream's next versions in order, each in a savepoint together with its effects,
 * until one fails, one is missing or none is left.
 */
export async function applyStream(claim: Claim, worker: Worker): Promise<Result> {
  const { database, logger } = worker;
  const about = { source: claim.source, subject: claim.subject };
  try {
    return await database.transaction(async (tx) => {
      const applied = await applyVersions(tx, claim, worker);
      if (!(await releaseStream(tx, claim, applied.outcome))) {
        throw new LeaseLostError(
          'Took longer than its lease: another worker has the stream, this work is undone.',
        );
      }
      return applied.result;
    });
  } catch (error) {
    logger.warn({ ...about, ...fault(error) }, 'The work on a stream was undone');
    if (error instanceof LeaseLostError) return 'idle';
    const outcome = outcomeOf(error, claim.last, claim.attempts, worker);
    // Where the database is gone too, the stream is due again when its lease is over.
    await database.transaction((tx) => releaseStream(tx, claim, outcome)).catch(() => undefined);
    return 'failed';
  }
}

async function applyVersions(
  tx: EntityManager,
  claim: Claim,
  worker: Worker,
): Promise<{ outcome: Outcome; result: Result }> {
  const { logger } = worker;
  const waiting = await tx.query<Waiting[]>(
    `select version, event_id as "eventId", type, body, defect, replayed, coalesce(expires_at < now(), false) as expired
     from inbox where source = $1 and subject = $2 and version > $3 and done_at is null order by version limit $4`,
    [claim.source, claim.subject, claim.last, messagesAtOnce],
  );
  let { last } = claim;
  let result: Result = 'idle';
  for (const message of waiting) {
    if (message.version !== last + 1) break;
    const attempt = last === claim.last ? claim.attempts : 1;
    const about = { ...message, body: undefined, source: claim.source, subject: claim.subject, attempt };
    try {
      if (await applyMessage(tx, message, claim, attempt, worker)) result = 'applied';
      last = message.version;
    } catch (error) {
      const outcome = outcomeOf(error, last, attempt, worker);
      if (outcome.parked)
        logger.error({ ...about, ...fault(error) }, 'Parked a stream: mend the cause, then replay it');
      else
        logger.warn(
          { ...about, ...fault(error), retryInMs: outcome.waitMs },
          'A message could not be applied yet',
        );
      return { outcome, result: error instanceof NonRetryableError ? result : 'failed' };
    }
  }
  return { outcome: { last, attempts: 0, error: null, waitMs: 0, parked: false }, result };
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
  await tx.query('savepoint message');
  try {
    await inConsumerSpan({ traceparent, type: message.type, id: message.eventId, linked }, () =>
      subscription.handle(checked.data as never, { tx, attempt, replayed: message.replayed }),
    );
    await tx.query('release savepoint message');
    return true;
  } catch (error) {
    await tx.query('rollback to savepoint message');
    throw error;
  }
}

function outcomeOf(error: unknown, last: number, attempt: number, worker: Worker): Outcome {
  const parked = error instanceof NonRetryableError || attempt >= worker.maxAttempts;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { last, attempts: attempt, error: text.slice(0, 1000), waitMs: worker.backoffMs(attempt), parked };
}
