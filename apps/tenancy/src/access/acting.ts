import { type Actor, type Permission, refused } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import { type Access, type Database, findAccess, toActor } from './find-access';

/**
 * The actor as they are now, read in the transaction of their command, so that a right that was taken away while the
 * request was on its way is gone; and with them the user about whom it is.
 * @returns `user` is missing where tenancy does not know the id
 * @throws {Problem} `access.not_yet_known` where the actor is not there any more
 */
export async function readActing(
  tx: Database,
  actorId: string,
  userId?: string,
): Promise<{ actor: Actor; user: Access | undefined }> {
  const people = await findAccess(tx, userId === undefined ? [actorId] : [actorId, userId]);
  const access = people.get(actorId);
  if (!access) throw new Problem('access.not_yet_known', { retryAfterSeconds: 1 });
  return { actor: toActor(access), user: userId === undefined ? undefined : people.get(userId) };
}

/**
 * Passes an actor who holds one of these permissions.
 * @throws {Problem} `permission.missing` otherwise
 */
export function requirePermission(actor: Actor, ...permissions: readonly Permission[]): void {
  if (permissions.some((permission) => actor.permissions.includes(permission))) return;
  requireAllowed(refused('permission_missing', true), 'organization.not_found');
}
