import type { Acting, UserAct } from '@tenantry/contracts';
import { type DecisionClient, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUser } from '../users/user.repository';

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * Passes where the actor may do this to the user. Of a user who does not exist tenancy is not asked: it would wait for
 * news of them. `fresh`: no allow of the last five seconds counts.
 * Problems: those of {@link requireAllowed}, 503 `decision.unavailable`.
 */
export async function requireAllowedOnUser(
  { database, decisions }: Deps,
  { acting, act, userId, fresh = false }: { acting: Acting; act: UserAct; userId: string; fresh?: boolean },
): Promise<void> {
  if (!(await findUser(database.manager, userId))) throw new Problem('user.not_found');
  const [decision] = await decisions.ask(acting, [{ about: 'user', act, userId }], { fresh });
  requireAllowed(decision, 'user.not_found');
}

/**
 * Passes where the actor may take the user out of service, and has tenancy keep another master for the organization until
 * then (docs/adr/0017).
 * Problems: as above.
 * @returns the version of the user that was asked about: the act is done on this one, see `User.requireVersion`, or not
 * at all
 */
export async function claimAct(
  { database, decisions }: Deps,
  { acting, act, userId }: { acting: Acting; act: UserAct; userId: string },
): Promise<number> {
  const user = await findUser(database.manager, userId);
  if (!user) throw new Problem('user.not_found');
  const [decision] = await decisions.ask(acting, [
    { about: 'user', act, userId, claimAtVersion: user.version },
  ]);
  requireAllowed(decision, 'user.not_found');
  return user.version;
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
