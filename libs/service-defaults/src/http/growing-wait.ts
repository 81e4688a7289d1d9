import type { Request, RequestHandler } from 'express';
import { createHash } from 'node:crypto';
import type { RedisClient } from '../sessions/redis';
import { runScript } from '../sessions/run-script';
import { script } from '../sessions/session-scripts';
import { within } from '../time/within';
import { Problem } from './problem';

export type GrowingWaitOptions = {
  /** Part of the key in Redis: letters, digits, hyphens. */
  name: string;
  /** Tries that nobody has to wait after. */
  free: number;
  /** The longest wait, in seconds; the first is one second, each twice the one before. */
  mostSeconds: number;
  /** Whose tries are counted. Only a hash of it is stored. */
  key: (req: Request) => string;
  /** Milliseconds since 1970. */
  clock?: () => number;
};

export type GrowingWait = {
  guard: RequestHandler;
  /** The try was a good one and does not count. */
  giveBack: (req: Request) => Promise<void>;
};

/** An hour without any try forgets all of them. */
const forgetAfterSeconds = 3600;
/** Milliseconds that Redis may take. */
const answerLimit = 1000;

/**
 * KEYS: the tries. ARGV: now (ms), free tries, longest wait (ms), seconds until all are forgotten. Answers how long to wait (ms);
 * 0 counts the try. One script, so of any number of parallel tries those go through that would one after the other.
 */
const takeTry = script(`
local tries = redis.call('hmget', KEYS[1], 'count', 'next')
local now = tonumber(ARGV[1])
local wait = tonumber(tries[2] or 0) - now
if wait > 0 then return wait end
local over = redis.call('hincrby', KEYS[1], 'count', 1) - tonumber(ARGV[2])
local pause = 0
if over >= 0 then pause = math.min(tonumber(ARGV[3]), 1000 * 2 ^ math.min(over, 30)) end
redis.call('hset', KEYS[1], 'next', string.format('%.0f', now + pause))
redis.call('expire', KEYS[1], ARGV[4])
return 0
`);

/** KEYS: the tries. */
const giveTryBack = script(`
if tonumber(redis.call('hget', KEYS[1], 'count') or 0) < 1 then return 0 end
redis.call('hset', KEYS[1], 'next', '0')
return redis.call('hincrby', KEYS[1], 'count', -1)
`);

/**
 * Makes whoever tries wait longer after each try, over all replicas, and never for good: slow enough for guessing, short enough
 * for somebody who mistypes (NIST 800-63B-4 3.2.2).
 * Problems: 429 `rate.limited` with `Retry-After`, 503 `session.unavailable` without Redis.
 */
export function growingWait(redis: RedisClient, o: GrowingWaitOptions): GrowingWait {
  const keyOf = (req: Request) =>
    `wait:${o.name}:${createHash('sha256').update(o.key(req)).digest('base64url')}`;
  const taken = new WeakMap<Request, string>();
  return {
    async guard(req, _res, next) {
      const key = keyOf(req);
      const now = (o.clock ?? Date.now)();
      const values = [now, o.free, o.mostSeconds * 1000, forgetAfterSeconds].map(String);
      const wait = await within(answerLimit, runScript(redis, takeTry, [key], values)).catch(
        (cause: unknown) => {
          throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
        },
      );
      if (Number(wait) > 0)
        throw new Problem('rate.limited', { retryAfterSeconds: Math.ceil(Number(wait) / 1000) });
      taken.set(req, key);
      next();
    },
    async giveBack(req) {
      const key = taken.get(req);
      // A try that is counted although it was a good one harms nobody for long.
      if (key) await within(answerLimit, runScript(redis, giveTryBack, [key], [])).catch(() => undefined);
    },
  };
}
