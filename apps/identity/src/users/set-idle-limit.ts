import type { Acting } from '@tenantry/contracts';
import { type DecisionClient, Problem, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { findStanding } from '../organizations/standing';
import { idleLimitOf } from '../sessions/idle-limit';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

/** `idleSeconds` is the user's own limit; `null` has the policy hold again. */
export type SetIdleLimit = { userId: string; idleSeconds: number | null; acting: Acting };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
};

/**
 * Sets after how many seconds without activity this user is signed out (C9), in running sessions too, and publishes
 * `identity.user.profile-changed.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 503 `decision.unavailable`, `session.unavailable`.
 */
export const setIdleLimit =
  ({ database, transact, decisions, sessions, clock }: Deps) =>
  async ({ userId, idleSeconds, acting }: SetIdleLimit) => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.edit', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      if (user.changeProfile({ idleSecondsOverride: idleSeconds }, writtenBy(acting), clock())) {
        const standing = await findStanding(tx, user.snapshot.organizationId);
        await sessions.limitIdle(userId, idleLimitOf(user.snapshot, standing).seconds);
        await saveUser(tx, user);
      }
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };
