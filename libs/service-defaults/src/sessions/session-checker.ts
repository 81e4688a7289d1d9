import { z } from 'zod';
import { Problem } from '../http/problem';
import { within } from '../time/within';
import type { RedisClient } from './redis';
import { runScript } from './run-script';
import type { Session, SessionChecker } from './session';
import { sessionId, secretPattern } from './session-secret';
import { checkSession } from './session-scripts';

/** Redis answers in well under a millisecond; what takes this long is down (milliseconds). */
const answerLimit = 200;

const reply = z.union([
  z.tuple([z.enum(['recovering', 'ended', 'other_environment', 'organization_suspended'])]),
  z.tuple([z.literal('ok'), z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]),
]);

/** Checks sessions with one script in Redis; nothing is cached, so a raised epoch holds from the next request on. */
export function sessionChecker(redis: RedisClient, { environment }: { environment: string }): SessionChecker {
  const ask = async (id: string, extend: boolean) => {
    const runId = await redis.runId();
    const keys = [`session:${id}`, `ready:${runId}`];
    return reply.parse(await runScript(redis, checkSession, keys, [environment, extend ? '1' : '0']));
  };
  return {
    async check(cookieSecret, { extend }) {
      if (cookieSecret === '') return { state: 'missing' };
      if (!secretPattern.test(cookieSecret)) return { state: 'ended' };
      const id = sessionId(cookieSecret);
      const answer = await within(answerLimit, ask(id, extend)).catch((cause: unknown) => {
        throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
      });
      if (answer[0] === 'ok') return { state: 'ok', session: toSession(id, answer) };
      if (answer[0] !== 'recovering') return { state: answer[0] };
      throw new Problem('session.unavailable', { retryAfterSeconds: 1 });
    },
  };
}

function toSession(id: string, reply: [string, string, string, string, string, string, string]): Session {
  const [, userId, organizationId, created, auth, idle, environment] = reply;
  return {
    id,
    userId,
    organizationId,
    createdAt: new Date(Number(created)),
    authTime: new Date(Number(auth)),
    idleSeconds: Number(idle),
    environment,
  };
}
