import type { Request } from 'express';
import type { RedisClient } from '../sessions/redis';
import { type LimitsInOrder, limitsInOrder } from './limits-in-order';

export type GrowingWaitOptions = {
  /** Part of the key in Redis: letters, digits, hyphens. */
  name: string;
  /** Tries that nobody has to wait after. */
  free: number;
  /** The longest wait, in seconds; the first is one second, each twice the one before. */
  mostSeconds: number;
  /** Whose tries are counted. Only a hash of it is stored. */
  key: (req: Request) => string;
};

/**
 * Makes whoever tries wait longer after each try, over all replicas, and never for good: slow enough for guessing, short enough
 * for somebody who mistypes (NIST 800-63B-4 3.2.2).
 * Problems: 429 `rate.limited` with `Retry-After`, 503 `session.unavailable` without Redis.
 */
export const growingWait = (redis: RedisClient, o: GrowingWaitOptions, clock?: () => number): LimitsInOrder =>
  limitsInOrder(redis, [{ wait: o }], clock);
