import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../http/problem';
import { within } from '../time/within';
import type { RedisClient } from './redis';
import { runScript } from './run-script';
import { mirroringSeconds, type Session, type SessionOrigin, type ToldOrganization } from './session';
import { writeOrganizations } from './write-organizations';
import { newSecret, sessionId } from './session-secret';
import { createMirrored, createSession, endSession, raiseEpoch } from './session-scripts';
import { type UserSessions, userSessions } from './user-sessions';

export type NewSession = {
  userId: string;
  organizationId: string;
  /** The ids from the root to the organization; left out where they are not known yet, right after an account was opened. */
  organizationPath?: readonly string[] | undefined;
  /** The user's epoch as read under the row's lock; one that is raised from now on ends the session. */
  epoch: number;
  idleSeconds: number;
  origin?: SessionOrigin;
};

export type NewMirrored = {
  /** The session of the person who mirrors. */
  own: Pick<Session, 'id'>;
  userId: string;
  organizationId: string;
  organizationPath: readonly string[] | undefined;
  /** The mirrored user's epoch as read under the row's lock. */
  epoch: number;
};

export type SessionStore = UserSessions & {
  /** A new session; only the cookie ever holds the secret. */
  create: (o: NewSession) => Promise<{ secret: string; session: Session }>;
  /** Begins to mirror (A11). What ends either user's sessions ends it, and so does its time; only the cookie holds the secret. */
  mirror: (o: NewMirrored) => Promise<{ secret: string; startedAt: Date; until: Date }>;
  /**
   * Ends one session, one's own or a mirrored one; ending it twice is no error. Answers its id, or `null` where it was not
   * there any more. An old copy of the data has it again: what is to stay ended is written down, see `endedSince` of the
   * session guard.
   */
  end: (secret: string) => Promise<string | null>;
  /**
   * Ends every session of the user that was made before. Call it under the lock of the user's row, before the commit,
   * and store the answer in the row: it is higher than both Redis and `atLeast`, the row's epoch, so that neither a
   * rolled back transaction nor a Redis without its data can lead to an epoch that existed before.
   * @param keep the session that goes on
   */
  raiseEpoch: (userId: string, atLeast: number, keep?: Pick<Session, 'id'>) => Promise<number>;
  /**
   * From now on every service refuses the sessions of these organizations and of those below them, or no longer does. Call
   * it before the commit of what says so.
   */
  tellOrganizations: (told: readonly ToldOrganization[]) => Promise<void>;
};

/** Milliseconds that the commands of sign-in, sign-out and revocation may take. */
const answerLimit = 1000;

/** Writes sessions and epochs; identity alone does. Every call throws {@link Problem} `session.unavailable` without Redis. */
export function sessionStore(redis: RedisClient, { environment }: { environment: string }): SessionStore {
  const answer = <T>(promise: Promise<T>): Promise<T> =>
    within(answerLimit, promise).catch((cause: unknown) => {
      throw new Problem('session.unavailable', { retryAfterSeconds: 1, cause });
    });
  return {
    ...userSessions(redis, { environment, answer }),
    async create({ userId, organizationId, organizationPath, epoch, idleSeconds, origin }) {
      const secret = newSecret();
      const id = sessionId(secret);
      const path = (organizationPath ?? [organizationId]).join(',');
      const values = [userId, organizationId, String(epoch), String(idleSeconds), environment, path];
      const named = [randomUUID(), origin?.browser ?? '', origin?.system ?? '', origin?.address ?? ''];
      const keys = [`session:${id}`, `sessions:${userId}`, `epoch:${userId}`];
      const created = await answer(runScript(redis, createSession, keys, [...values, ...named]));
      const createdAt = new Date(Number(created));
      const session = {
        id,
        userId,
        organizationId,
        createdAt,
        authTime: createdAt,
        idleSeconds,
        environment,
        mirroring: null,
      };
      return { secret, session };
    },
    async mirror({ own, userId, organizationId, organizationPath, epoch }) {
      const secret = newSecret();
      const path = (organizationPath ?? [organizationId]).join(',');
      const values = [userId, organizationId, String(epoch), environment, path];
      const ofMirroring = [`session:${own.id}`, String(mirroringSeconds), randomUUID()];
      const keys = [`session:${sessionId(secret)}`, `sessions:${userId}`, `epoch:${userId}`];
      const reply = await answer(runScript(redis, createMirrored, keys, [...values, ...ofMirroring]));
      const [startedAt, until] = z.tuple([z.coerce.number(), z.coerce.number()]).parse(reply);
      return { secret, startedAt: new Date(startedAt), until: new Date(until) };
    },
    async end(secret) {
      const id = sessionId(secret);
      return (await answer(runScript(redis, endSession, [`session:${id}`], []))) === 1 ? id : null;
    },
    async raiseEpoch(userId, atLeast, keep) {
      const keys = [`epoch:${userId}`, `online:${userId}`, `sessions:${userId}`];
      if (keep) keys.push(`session:${keep.id}`);
      return Number(await answer(runScript(redis, raiseEpoch, keys, [String(atLeast)])));
    },
    async tellOrganizations(told) {
      await answer(writeOrganizations(redis, told));
    },
  };
}
