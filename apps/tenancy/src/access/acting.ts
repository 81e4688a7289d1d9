import type { Acting } from '@tenantry/contracts';
import { type Actor, decideOnUser, mirror, type Permission, refusedWithout } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import { type Access, type Database, findAccess, toActor, toSubject } from './find-access';

/**
 * The actor as they are now, read in the transaction of their command, so that a right that was taken away while the
 * request was on its way is gone; and with them the user about whom it is.
 * @returns `user` is missing where tenancy does not know the id
 * @throws {Problem} `access.not_yet_known` where the actor is not there any more, `session.mirroring_ended`
 */
export async function readActing(
  tx: Database,
  acting: Acting,
  userId?: string,
): Promise<{ actor: Actor; user: Access | undefined }> {
  const people = await findAccess(tx, [...idsOf(acting), ...(userId === undefined ? [] : [userId])]);
  const account = accountOf(acting, people);
  if (!account) throw new Problem('access.not_yet_known', { retryAfterSeconds: 1 });
  return {
    actor: actorOf(acting, people, account),
    user: userId === undefined ? undefined : people.get(userId),
  };
}

/** Whose access has to be known: the person's, and the mirrored user's. */
export const idsOf = ({ actorId, onBehalfOfId }: Acting): string[] =>
  onBehalfOfId === null ? [actorId] : [actorId, onBehalfOfId];

/** The account through which somebody acts: their own, or the mirrored user's where both are known. */
export const accountOf = (
  { actorId, onBehalfOfId }: Acting,
  people: ReadonlyMap<string, Access>,
): Access | undefined => (people.has(actorId) ? people.get(onBehalfOfId ?? actorId) : undefined);

/**
 * What somebody may do through this account (A11): under mirroring the sight of the mirrored user, and of the permissions
 * those that both have. Whether they may mirror at all is asked anew each time.
 * @throws {Problem} `session.mirroring_ended` where they may not any more
 */
export function actorOf(
  { actorId, onBehalfOfId }: Acting,
  people: ReadonlyMap<string, Access>,
  account: Access,
): Actor {
  const own = people.get(actorId);
  if (onBehalfOfId === null || !own) return toActor(account);
  const administrator = toActor(own);
  const decision = decideOnUser(administrator, 'user.mirror', toSubject(account), 0);
  if (!decision.allowed || account.status !== 'active') throw new Problem('session.mirroring_ended');
  return mirror(administrator, toActor(account));
}

/**
 * Passes an actor who holds one of these permissions.
 * @throws {Problem} `permission.missing`, `mirroring.not_allowed` otherwise
 */
export function requirePermission(actor: Actor, needed: Permission, ...others: readonly Permission[]): void {
  if ([needed, ...others].some((permission) => actor.permissions.includes(permission))) return;
  requireAllowed(refusedWithout(actor, needed), 'organization.not_found');
}
