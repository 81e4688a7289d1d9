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

const refusals = [
  'recovering',
  'ended',
  'other_environment',
  'organization_suspended',
  'mirroring_ended',
] as const;
const own = [
  z.literal('ok'),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
] as const;
const mirrored = [z.string(), z.string(), z.string(), z.string()] as const;
const reply = z.union([z.tuple([z.enum(refusals)]), z.tuple([...own]), z.tuple([...own, ...mirrored])]);
type Held = Extract<z.infer<typeof reply>, ['ok', ...unknown[]]>;

/** Checks sessions with one script in Redis; nothing is cached, so a raised epoch holds from the next request on. */
export function sessionChecker(redis: RedisClient, { environment }: { environment: string }): SessionChecker {
  const ask = async (id: string, mirroredId: string | undefined, extend: boolean) => {
    const runId = await redis.runId();
    const keys = [`session:${id}`, `ready:${runId}`, ...(mirroredId ? [`session:${mirroredId}`] : [])];
    return reply.parse(await runScript(redis, checkSession, keys, [environment, extend ? '1' : '0']));
  };
  return {
    async check({ own, mirrored }, { extend }) {
      if (own === '') return { state: 'missing' };
      if (!secretPattern.test(own)) return { state: 'ended' };
      if (mirrored !== undefined && !secretPattern.test(mirrored)) return { state: 'mirroring_ended' };
      const id = sessionId(own);
      const asking = ask(id, mirrored && sessionId(mirrored), extend);
      const answer = await within(answerLimit, asking).catch((cause: unknown) => {
        throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
      });
      if (answer[0] === 'ok') return { state: 'ok', session: toSession(id, answer) };
      if (answer[0] !== 'recovering') return { state: answer[0] };
      throw new Problem('session.unavailable', { retryAfterSeconds: 1 });
    },
  };
}

function toSession(id: string, held: Held): Session {
  const [, ownUserId, ownOrganizationId, created, auth, idle, environment] = held;
  const [userId, organizationId, started, until] = held.slice(7);
  const common = {
    id,
    createdAt: timeOf(created),
    authTime: timeOf(auth),
    idleSeconds: Number(idle),
    environment,
  };
  if (!userId || !organizationId)
    return { ...common, userId: ownUserId, organizationId: ownOrganizationId, mirroring: null };
  const mirroring = { byUserId: ownUserId, startedAt: timeOf(started), until: timeOf(until) };
  return { ...common, userId, organizationId, mirroring };
}

const timeOf = (milliseconds: string | undefined): Date => new Date(Number(milliseconds));
