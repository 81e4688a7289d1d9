import type { dialogueLimitSchema } from '@tenantry/contracts';
import { type Actor, decideOnUser, operatorState, sees } from '@tenantry/domain';
import { type Presence, Problem } from '@tenantry/service-defaults';
import type { z } from 'zod';
import { type Database, findAccess, toSubject } from '../access/find-access';
import { asId } from '../as-id';
import { findOperator, withPresence } from './find-operators';

/**
 * How many dialogues a user may have at once, how many they have, and what is in the way of the next one (A13).
 * @param userId as it came with the request
 * @throws {Problem} `user.not_found` for whomever the actor does not see
 */
export async function getDialogueLimit(
  database: Database,
  presence: Presence,
  actor: Actor,
  userId: string,
): Promise<z.infer<typeof dialogueLimitSchema>> {
  const id = asId(userId);
  const user = id ? (await findAccess(database, [id])).get(id) : undefined;
  if (!user || !sees(actor, toSubject(user)).allowed) throw new Problem('user.not_found');
  return {
    userId: user.userId,
    ...(await loadOf(database, presence, user.userId)),
    version: (await findLimit(database, user.userId)).version,
    change: decideOnUser(actor, 'user.access', toSubject(user), user.activeMasters),
  };
}

/** @throws {Problem} `user.not_found` where there is no such user */
export async function loadOf(database: Database, presence: Presence, userId: string) {
  const known = await findOperator(database, userId);
  const [operator] = known ? withPresence([known], await presence.onlineAmong([userId])) : [];
  if (!operator) throw new Problem('user.not_found');
  return { state: operatorState(operator), open: operator.open, maximum: operator.maximum };
}

/** The maximum and the version of `access/<user id>` that set it; both 0 until then. */
export async function findLimit(
  database: Database,
  userId: string,
): Promise<{ maximum: number; version: number }> {
  const [limit] = await database.query<{ maximum: number; version: number }[]>(
    `select maximum, version from dialogue_operators where user_id = $1`,
    [userId],
  );
  return limit ?? { maximum: 0, version: 0 };
}
