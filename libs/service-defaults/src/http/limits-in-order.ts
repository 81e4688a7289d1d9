import type { Request, RequestHandler } from 'express';
import { createHash } from 'node:crypto';
import type { RedisClient } from '../sessions/redis';
import { runScript } from '../sessions/run-script';
import { script } from '../sessions/session-scripts';
import { within } from '../time/within';
import type { GrowingWaitOptions } from './growing-wait';
import { Problem } from './problem';
import { type RateLimitOptions, tellLimit, windowKey } from './rate-limit';

/** What is counted in windows of time, as {@link rateLimit} does, and what makes wait longer each time. */
export type Limit = { window: RateLimitOptions } | { wait: GrowingWaitOptions };

export type LimitsInOrder = {
  guard: RequestHandler;
  /** The try was a good one: it does not count for the waits. */
  giveBack: (req: Request) => Promise<void>;
};

/** An hour without any try forgets all of them. */
const forgetAfterSeconds = 3600;
/** Milliseconds that Redis may take. */
const answerLimit = 1000;

/**
 * KEYS: what is counted, one a limit. ARGV: now (ms), then four for each limit: `window`, points, seconds and what the request
 * costs; or `wait`, free tries, longest wait (ms) and seconds until all are forgotten. Answers for each limit up to the first that
 * refuses: of a window the points that are taken and the milliseconds until it ends, of a wait how long to wait (ms), where 0
 * counts the try. One script, so of any number of parallel tries those go through that would one after the other.
 */
const takeAll = script(`
local now, answer = tonumber(ARGV[1]), {}
local function window(key, points, seconds, cost)
  redis.call('set', key, 0, 'EX', seconds, 'NX')
  local taken = redis.call('incrby', key, cost)
  return {taken, redis.call('pttl', key)}, taken > tonumber(points)
end
local function wait(key, free, longest, forget)
  local tries = redis.call('hmget', key, 'count', 'next')
  local left = tonumber(tries[2] or 0) - now
  if left > 0 then return left, true end
  local over = redis.call('hincrby', key, 'count', 1) - tonumber(free)
  local pause = 0
  if over >= 0 then pause = math.min(tonumber(longest), 1000 * 2 ^ math.min(over, 30)) end
  redis.call('hset', key, 'next', string.format('%.0f', now + pause))
  redis.call('expire', key, forget)
  return 0, false
end
for at, key in ipairs(KEYS) do
  local from = at * 4 - 2
  local take = ARGV[from] == 'window' and window or wait
  local refused
  answer[at], refused = take(key, ARGV[from + 1], ARGV[from + 2], ARGV[from + 3])
  if refused then break end
end
return answer
`);

/** KEYS: the tries. */
const giveTryBack = script(`
if tonumber(redis.call('hget', KEYS[1], 'count') or 0) < 1 then return 0 end
redis.call('hset', KEYS[1], 'next', '0')
return redis.call('hincrby', KEYS[1], 'count', -1)
`);

/**
 * Several limits over all replicas, of which the first that refuses ends it: those after it do not count the request. All of
 * them are one question to Redis.
 * Problems: 429 `rate.limited` with `Retry-After`, 503 `session.unavailable` without Redis.
 * @param clock milliseconds since 1970
 */
export function limitsInOrder(
  redis: RedisClient,
  limits: readonly Limit[],
  clock: () => number = Date.now,
): LimitsInOrder {
  const taken = new WeakMap<Request, string[]>();
  return {
    async guard(req, res, next) {
      const keys = limits.map((limit) => keyOf(limit, req));
      const values = limits.flatMap((limit) => valuesOf(limit, req));
      const asked = runScript(redis, takeAll, keys, [clock(), ...values].map(String));
      const answers = (await within(answerLimit, asked).catch((cause: unknown) => {
        throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
      })) as (number | [number, number])[];
      for (const [at, answer] of answers.entries()) {
        const limit = limits[at];
        if (limit && 'window' in limit && Array.isArray(answer)) tellLimit(res, limit.window, ...answer);
        else if (typeof answer === 'number' && answer > 0)
          throw new Problem('rate.limited', { retryAfterSeconds: Math.ceil(answer / 1000) });
      }
      taken.set(
        req,
        keys.filter((_key, at) => 'wait' in (limits[at] ?? {})),
      );
      next();
    },
    async giveBack(req) {
      // A try that is counted although it was a good one harms nobody for long.
      const back = (taken.get(req) ?? []).map((key) =>
        within(answerLimit, runScript(redis, giveTryBack, [key], [])),
      );
      await Promise.allSettled(back);
    },
  };
}

function keyOf(limit: Limit, req: Request): string {
  if ('window' in limit) return windowKey(limit.window, req);
  const { name, key } = limit.wait;
  return `wait:${name}:${createHash('sha256').update(key(req)).digest('base64url')}`;
}

function valuesOf(limit: Limit, req: Request): unknown[] {
  if ('window' in limit) {
    const { points, seconds, cost } = limit.window;
    return ['window', points, seconds, cost?.(req) ?? 1];
  }
  const { free, mostSeconds } = limit.wait;
  return ['wait', free, mostSeconds * 1000, forgetAfterSeconds];
}
