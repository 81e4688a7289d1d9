import type { Acting } from '@tenantry/contracts';
import {
  type DecisionClient,
  Problem,
  type Session,
  type SessionStore,
  writtenBy,
} from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from '../users/event-of';
import { lockUser, saveUser } from '../users/user.repository';
import { endListed } from './end-own-sessions';
import { describe, type UserSessionList } from './list-sessions';

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
};
type OfUser = { userId: string; acting: Acting };

/**
 * A user's sessions (L13), for whoever may end them.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, 503 `decision.unavailable`, `session.unavailable`.
 */
export const listUserSessions =
  ({ database, decisions, sessions }: Deps) =>
  async ({ userId, acting, asking }: OfUser & { asking: Session }): Promise<UserSessionList> => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.sessions', userId });
    return { items: (await sessions.list(userId)).map((held) => describe(held, asking)) };
  };

/**
 * Ends one session of a user (L13) and says so in their history; one in which somebody acts as them stops.
 * Problems: those of {@link listUserSessions}, 404 `session.not_found`, 409 `user.not_active`.
 */
export const endUserSession =
  ({ database, transact, decisions, sessions, clock }: Deps) =>
  async ({ userId, acting, handle }: OfUser & { handle: string }) => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.sessions', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      const ended = await endListed(tx, sessions, userId, handle);
      if (ended.mirrored) user.stopMirroring(ended.createdAt, writtenBy(acting), clock());
      else user.recordSessionsEnded('one', null, writtenBy(acting), clock());
      await saveUser(tx, user);
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };

/**
 * Ends every session of a user (L13), also those in which somebody acts as them, and says so in their history.
 * Problems: those of {@link listUserSessions}, 409 `user.not_active`.
 */
export const endUserSessions =
  ({ database, transact, decisions, sessions, clock }: Deps) =>
  async ({ userId, acting, comment }: OfUser & { comment: string | null }) => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.sessions', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      const at = clock();
      user.recordSessionsEnded('all', comment, writtenBy(acting), at);
      user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
      await saveUser(tx, user);
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };
