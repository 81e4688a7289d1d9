import type { Request, RequestHandler, Response } from 'express';
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
  const limits = { keyPrefix: prefixOf(o), points: o.points, duration: o.seconds };
  const limiter = new RateLimiterRedis({
    ...limits,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(limits),
  });
  return async (req, res, next) => {
    const state = await limiter.consume(hashOf(o.key(req)), o.cost?.(req) ?? 1).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    tellLimit(res, o, state.consumedPoints, state.msBeforeNext);
    next();
  };
}

/** What of a limit is counted in Redis, whoever counts it. */
export const windowKey = (o: RateLimitOptions, req: Request): string =>
  `${prefixOf(o)}:${hashOf(o.key(req))}`;

const prefixOf = ({ name }: RateLimitOptions): string => `rate:${name}`;
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/**
 * Says what is left of a limit.
 * @param taken points, this request's among them
 * @param endsInMs when the window ends
 * @throws {Problem} 429 `rate.limited` where nothing is left
 */
export function tellLimit(res: Response, o: RateLimitOptions, taken: number, endsInMs: number): void {
  const left = o.points - taken;
  const seconds = Math.max(1, Math.ceil(endsInMs / 1000));
  res.append('ratelimit-policy', `"${o.name}";q=${o.points};w=${o.seconds}`);
  res.append('ratelimit', `"${o.name}";r=${Math.max(0, left)};t=${seconds}`);
  if (left < 0) throw new Problem('rate.limited', { retryAfterSeconds: seconds });
}
