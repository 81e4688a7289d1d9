import type { Acting } from '@tenantry/contracts';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

export type UnblockUser = { userId: string; comment: string | null; acting: Acting };

type Deps = { database: DataSource; transact: Transact; decisions: DecisionClient; clock: () => Date };

/**
 * Unblocks the user (L6) and publishes `identity.user.unblocked.v1`. The sessions that the block ended stay ended.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.not_blocked`, 503 `decision.unavailable`.
 */
export const unblockUser =
  ({ database, transact, decisions, clock }: Deps) =>
  async ({ userId, comment, acting }: UnblockUser) => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.unblock', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      user.unblock(comment, writtenBy(acting), clock());
      await saveUser(tx, user);
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };
