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
 * Takes the points of a request.
 * @throws {Problem} 429 `rate.limited` where nothing is left
 */
export type TakePoints = (req: Request, res: Response, points: number) => Promise<void>;

/**
 * Limits requests over all replicas; while Redis is down, each replica limits by itself. Headers: draft-ietf-httpapi-ratelimit-headers.
 * Problem: 429 `rate.limited` with `Retry-After`.
 */
export function rateLimit(redis: RedisClient, o: RateLimitOptions): RequestHandler {
  const take = pointsOf(redis, o);
  return async (req, res, next) => {
    await take(req, res, o.cost?.(req) ?? 1);
    next();
  };
}

/** As {@link rateLimit}, for a request that turns out only in the midst of its work to be one that counts. */
export function pointsOf(redis: RedisClient, o: Omit<RateLimitOptions, 'cost'>): TakePoints {
  const limits = { keyPrefix: prefixOf(o), points: o.points, duration: o.seconds };
  const limiter = new RateLimiterRedis({
    ...limits,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(limits),
  });
  return async (req, res, points) => {
    const key = hashOf(o.key(req));
    const state = await limiter.consume(key, points).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    // One that is too large for what is left leaves it to smaller ones.
    if (state.consumedPoints > o.points && points > 1) await limiter.reward(key, points);
    tellLimit(res, o, state.consumedPoints, state.msBeforeNext);
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
