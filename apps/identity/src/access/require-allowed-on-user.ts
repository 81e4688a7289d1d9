import type { Acting, UserAct } from '@tenantry/contracts';
import { type DecisionClient, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUser } from '../users/user.repository';

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * Passes where the actor may do this to the user. Of a user who does not exist tenancy is not asked: it would wait for
 * news of them.
 * Problems: those of {@link requireAllowed}, 503 `decision.unavailable`.
 */
export async function requireAllowedOnUser(
  { database, decisions }: Deps,
  { acting, act, userId }: { acting: Acting; act: UserAct; userId: string },
): Promise<void> {
  if (!(await findUser(database.manager, userId))) throw new Problem('user.not_found');
  const [decision] = await decisions.ask(acting, [{ about: 'user', act, userId }]);
  requireAllowed(decision, 'user.not_found');
}

/** Whether somebody looks at their own account, as themselves. */
export const isOwn = ({ actorId, onBehalfOfId }: Acting, userId: string): boolean =>
  onBehalfOfId === null && userId === actorId;

/**
 * Passes whoever sees the user; one's own account needs no decision.
 * Problems: 404 `user.not_found`, 503 `decision.unavailable`.
 */
export async function requireSight(
  deps: Deps,
  { acting, userId }: { acting: Acting; userId: string },
): Promise<void> {
  if (!isOwn(acting, userId)) await requireAllowedOnUser(deps, { acting, act: 'user.view', userId });
}
