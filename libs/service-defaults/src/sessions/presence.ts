import { Problem } from '../http/problem';
import { within } from '../time/within';
import type { RedisClient } from './redis';

export type Presence = {
  /**
   * Who of these is online: a request of one of their own sessions came in the last 120 seconds (rules, Presence).
   * @throws {Problem} 503 `session.unavailable` without Redis
   */
  onlineAmong: (userIds: readonly string[]) => Promise<Set<string>>;
  /**
   * When the last request of one of the user's own sessions came, as far as it is remembered: thirty days.
   * @throws {Problem} 503 `session.unavailable` without Redis
   */
  lastSeen: (userId: string) => Promise<Date | null>;
};

/** Milliseconds that the answer may take. */
const answerLimit = 200;

/** Every session check leaves the word; here it is read. */
export function presence(redis: Pick<RedisClient, 'mGet'>): Presence {
  const read = (keys: string[]) =>
    within(answerLimit, redis.mGet(keys)).catch((cause: unknown) => {
      throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
    });
  return {
    async lastSeen(userId) {
      const [seen] = await read([`seen:${userId}`]);
      return seen ? new Date(Number(seen)) : null;
    },
    async onlineAmong(userIds) {
      if (userIds.length === 0) return new Set();
      const heard = await read(userIds.map((id) => `online:${id}`));
      return new Set(userIds.filter((_, at) => heard[at] !== null));
    },
  };
}
