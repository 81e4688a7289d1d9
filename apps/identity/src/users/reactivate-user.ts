import type { Acting } from '@tenantry/contracts';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

export type ReactivateUser = { userId: string; comment: string | null; acting: Acting };

type Deps = { database: DataSource; transact: Transact; decisions: DecisionClient; clock: () => Date };

/**
 * Activates a deactivated user again (L5) and publishes `identity.user.reactivated.v1`. They sign in with the password that they
 * had; the time without sign-in begins again.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.wrong_status`, 503 `decision.unavailable`.
 */
export const reactivateUser =
  ({ database, transact, decisions, clock }: Deps) =>
  async ({ userId, comment, acting }: ReactivateUser) => {
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.activate', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      user.reactivate(comment, writtenBy(acting), clock());
      await saveUser(tx, user);
      return { subject: subjectOf(user.id), version: user.snapshot.version };
    });
  };
