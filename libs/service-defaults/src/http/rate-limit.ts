import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createHash } from 'node:crypto';
import type { RedisClient } from '../sessions/redis';
import { Problem } from './problem';

export type RateLimitOptions = {
  /** Part of the key in Redis and name of the policy in the headers: letters, digits, hyphens. */
  name: string;
  /** Requests that a key may make … */
  points: number;
  /** … in this many seconds. */
  seconds: number;
  /** Who is limited, e.g. `req.ip`. Only a hash of it is stored. */
  key: (req: Request) => string;
  /** Points that a request takes; one, if not given. */
  cost?: (req: Request) => number;
};

/**
 * Limits requests over all replicas; while Redis is down, each replica limits by itself. Headers: draft-ietf-httpapi-ratelimit-headers.
 * Problem: 429 `rate.limited` with `Retry-After`.
 */
export function rateLimit(redis: RedisClient, o: RateLimitOptions): RequestHandler {
  const limits = { keyPrefix: `rate:${o.name}`, points: o.points, duration: o.seconds };
  const limiter = new RateLimiterRedis({
    ...limits,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(limits),
  });
  return async (req, res, next) => {
    const key = createHash('sha256').update(o.key(req)).digest('base64url');
    const state = await limiter.consume(key, o.cost?.(req) ?? 1).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    const left = o.points - state.consumedPoints;
    const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
    res.append('ratelimit-policy', `"${o.name}";q=${o.points};w=${o.seconds}`);
    res.append('ratelimit', `"${o.name}";r=${Math.max(0, left)};t=${seconds}`);
    if (left < 0) throw new Problem('rate.limited', { retryAfterSeconds: seconds });
    next();
  };
}
