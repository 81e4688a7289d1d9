import type { EntityManager } from 'typeorm';
import { fault, type Logger } from '../logger';
import { inSteps } from '../steps';
import { retainFurther, type Retention } from './run-retention';

type Options = Retention & {
  /** Wakes the relay where something is to be sent. */
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  logger: Pick<Logger, 'warn'>;
  /** While there is nothing to do (milliseconds); the command comes once a day, or from somebody who waits for it. */
  pollMs?: number;
};

/** Long enough for others to work between two batches (milliseconds). */
const breathMs = 5;
const longestRestMs = 120_000;

/** Deletes what has been kept for long enough, when the scheduler asks for it (B6), until it is stopped; every replica does. */
export function startRetention({ transact, logger, pollMs = 2000, ...retention }: Options): {
  stop(): Promise<void>;
} {
  const { stop } = inSteps({
    step: async () => ((await transact((tx) => retainFurther(tx, retention))) ? breathMs : pollMs),
    onFailure(error, failures) {
      logger.warn(fault(error), 'what has been kept for long enough cannot be deleted, trying again');
      return Math.min(longestRestMs, pollMs * 2 ** failures);
    },
  });
  return { stop };
}
