import { z } from 'zod';
import { Problem } from '../http/problem';
import { within } from '../time/within';
import type { RedisClient } from './redis';
import { runScript } from './run-script';
import { mirroringSeconds, type Session, type ToldOrganization } from './session';
import { writeOrganizations } from './write-organizations';
import { newSecret, sessionId } from './session-secret';
import { createMirrored, createSession, endSession, raiseEpoch } from './session-scripts';

export type NewSession = {
  userId: string;
  organizationId: string;
  /** The ids from the root to the organization; left out where they are not known yet, right after an account was opened. */
  organizationPath?: readonly string[] | undefined;
  /** The user's epoch as read under the row's lock; a higher one ends the session. */
  epoch: number;
  idleSeconds: number;
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

export type SessionStore = {
  /** A new session; only the cookie ever holds the secret. */
  create: (o: NewSession) => Promise<{ secret: string; session: Session }>;
  /** Begins to mirror (A11). What ends either user's sessions ends it, and so does its time; only the cookie holds the secret. */
  mirror: (o: NewMirrored) => Promise<{ secret: string; startedAt: Date; until: Date }>;
  /** Ends one session, one's own or a mirrored one; ending it twice is no error. Answers whether it was still there. */
  end: (secret: string) => Promise<boolean>;
  /**
   * Ends every session of the user that was made before. Call it under the lock of the user's row, before the commit,
   * and store the answer in the row: it is higher than both Redis and `atLeast`, the row's epoch, so that neither a
   * rolled back transaction nor a Redis without its data can lead to an epoch that existed before.
   */
  raiseEpoch: (userId: string, atLeast: number) => Promise<number>;
  /**
   * From now on every service refuses the sessions of these organizations and of those below them, or no longer does. Call
   * it before the commit of what says so.
   */
  tellOrganizations: (told: readonly ToldOrganization[]) => Promise<void>;
  /** The epoch in Redis, 0 where none was raised in the last 12 hours. */
  currentEpoch: (userId: string) => Promise<number>;
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
    async create({ userId, organizationId, organizationPath, epoch, idleSeconds }) {
      const secret = newSecret();
      const id = sessionId(secret);
      const path = (organizationPath ?? [organizationId]).join(',');
      const values = [userId, organizationId, String(epoch), String(idleSeconds), environment, path];
      const createdAt = new Date(
        Number(await answer(runScript(redis, createSession, [`session:${id}`], values))),
      );
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
      const ofMirroring = [`session:${own.id}`, String(mirroringSeconds)];
      const keys = [`session:${sessionId(secret)}`];
      const reply = await answer(runScript(redis, createMirrored, keys, [...values, ...ofMirroring]));
      const [startedAt, until] = z.tuple([z.coerce.number(), z.coerce.number()]).parse(reply);
      return { secret, startedAt: new Date(startedAt), until: new Date(until) };
    },
    async end(secret) {
      return (await answer(runScript(redis, endSession, [`session:${sessionId(secret)}`], []))) === 1;
    },
    async raiseEpoch(userId, atLeast) {
      const keys = [`epoch:${userId}`, `online:${userId}`];
      return Number(await answer(runScript(redis, raiseEpoch, keys, [String(atLeast)])));
    },
    async tellOrganizations(told) {
      await answer(writeOrganizations(redis, told));
    },
    async currentEpoch(userId) {
      return Number((await answer(redis.get(`epoch:${userId}`))) ?? 0);
    },
  };
}
