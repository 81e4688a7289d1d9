import type { UserAct } from '@tenantry/contracts';
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
  { actorId, act, userId }: { actorId: string; act: UserAct; userId: string },
): Promise<void> {
  if (!(await findUser(database.manager, userId))) throw new Problem('user.not_found');
  const [decision] = await decisions.ask(actorId, [{ about: 'user', act, userId }]);
  requireAllowed(decision, 'user.not_found');
}
