import { Problem } from '../http/problem';
import { within } from '../time/within';
import type { RedisClient } from './redis';

export type Presence = {
  /**
   * Who of these is online: a request of one of their own sessions came in the last 120 seconds (rules, Presence).
   * @throws {Problem} 503 `session.unavailable` without Redis
   */
  onlineAmong: (userIds: readonly string[]) => Promise<Set<string>>;
};

/** Milliseconds that the answer may take. */
const answerLimit = 200;

/** Every session check leaves the word; here it is read. */
export function presence(redis: Pick<RedisClient, 'mGet'>): Presence {
  return {
    async onlineAmong(userIds) {
      if (userIds.length === 0) return new Set();
      const asking = redis.mGet(userIds.map((id) => `online:${id}`));
      const heard = await within(answerLimit, asking).catch((cause: unknown) => {
        throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
      });
      return new Set(userIds.filter((_, at) => heard[at] !== null));
    },
  };
}
