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
  /**
   * Everybody who is online, those first who were seen last, at most 100,000. For who has just asked with a session: see
   * session-scripts.ts.
   * @throws {Problem} 503 `session.unavailable` without Redis
   */
  everybodyOnline: () => Promise<string[]>;
};

/** So many who are online are asked for. */
const mostOnline = 100_000;

/** Milliseconds that the answer may take. */
const answerLimit = 200;

/** Every session check leaves the word; here it is read. */
export function presence(redis: Pick<RedisClient, 'mGet' | 'zRange'>): Presence {
  const hear = <T>(asking: Promise<T>): Promise<T> =>
    within(answerLimit, asking).catch((cause: unknown) => {
      throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
    });
  return {
    async lastSeen(userId) {
      const [seen] = await hear(redis.mGet([`seen:${userId}`]));
      return seen ? new Date(Number(seen)) : null;
    },
    async onlineAmong(userIds) {
      if (userIds.length === 0) return new Set();
      const heard = await hear(redis.mGet(userIds.map((id) => `online:${id}`)));
      return new Set(userIds.filter((_, at) => heard[at] !== null));
    },
    everybodyOnline: () => hear(redis.zRange('online', 0, mostOnline - 1, { REV: true })),
  };
}
