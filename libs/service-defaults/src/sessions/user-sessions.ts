import { z } from 'zod';
import { Problem } from '../http/problem';
import type { RedisClient } from './redis';
import { runScript } from './run-script';
import type { HeldSession } from './session';
import { endSession, limitIdle, type Script, listSessions } from './session-scripts';

export type UserSessions = {
  /** The sessions of the user that still hold, the last used first; those in which somebody acts as them too (A11). */
  list: (userId: string) => Promise<HeldSession[]>;
  /** Ends a session that was listed; at once, in every service. False where it was over already. */
  endListed: (session: Pick<HeldSession, 'id'>) => Promise<boolean>;
  /** Gives the user's running sessions another idle limit (seconds), from their next request on; none is idle for longer (C9). */
  limitIdle: (userId: string, idleSeconds: number) => Promise<void>;
};

const text = z.string().transform((value) => value || null);
const moment = z.coerce.number().transform((milliseconds) => new Date(milliseconds));
const listed = z.array(z.tuple([z.uuid(), z.string(), moment, moment, text, text, text, text, text]));

type Deps = { environment: string; answer: <T>(promise: Promise<T>) => Promise<T> };

/** The sessions that a user holds. Every call throws {@link Problem} `session.unavailable` where Redis is down or has not been given back what ends sessions. */
export function userSessions(redis: RedisClient, { environment, answer }: Deps): UserSessions {
  const ask = async (script: Script, userId: string, value: string): Promise<unknown> => {
    const run = async () =>
      runScript(redis, script, [`ready:${await redis.runId()}`, `sessions:${userId}`], [value]);
    const reply = await answer(run());
    if (reply === 'recovering') throw new Problem('session.unavailable', { retryAfterSeconds: 1 });
    return reply;
  };
  return {
    async list(userId) {
      return listed
        .parse(await ask(listSessions, userId, environment))
        .map(([handle, key, createdAt, lastRequestAt, idle, browser, system, address, mirrored]) => ({
          id: key.slice('session:'.length),
          handle,
          createdAt,
          lastRequestAt,
          idleSeconds: idle === null ? null : Number(idle),
          browser,
          system,
          address,
          mirrored: mirrored !== null,
        }))
        .sort((a, b) => b.lastRequestAt.getTime() - a.lastRequestAt.getTime());
    },
    async endListed({ id }) {
      return (await answer(runScript(redis, endSession, [`session:${id}`], []))) === 1;
    },
    async limitIdle(userId, idleSeconds) {
      await ask(limitIdle, userId, String(idleSeconds));
    },
  };
}
