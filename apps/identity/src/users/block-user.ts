import type { Acting } from '@tenantry/contracts';
import { type DecisionClient, Problem, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { claimAct } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

export type BlockUser = { userId: string; reason: string; acting: Acting };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
};

/**
 * Blocks the user with a reason (L6), ends their sessions everywhere and publishes `identity.user.blocked.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.last_master`, `user.not_active`,
 * `user.changed`, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const blockUser =
  ({ database, transact, decisions, sessions, clock }: Deps) =>
  async ({ userId, reason, acting }: BlockUser) => {
    const version = await claimAct({ database, decisions }, { acting, act: 'user.block', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      user.requireVersion(version);
      const at = clock();
      user.block(reason, writtenBy(acting), at);
      // Before the commit and under the row's lock: from here no service accepts the sessions, and none can begin.
      user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
      await saveUser(tx, user);
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };
