import { type AccountType, ranksAtLeast } from './account-type';
import { allowed, type Decision, refused } from './decision';
import type { Actor } from './permission';

/** A user as tenancy knows them. */
export type Subject = {
  readonly userId: string;
  /** The ids from the root to their organization. */
  readonly path: readonly string[];
  readonly accountType: AccountType;
  /** The service centers that they are bound to, owned or not. */
  readonly centers: readonly string[];
};

/** Whether an organization with this path lies in the actor's subtree: their own organization or one below it. */
export const inSubtree = (actor: Pick<Actor, 'organizationId'>, path: readonly string[]): boolean =>
  path.includes(actor.organizationId);

/**
 * Whether the actor owns the service center of a user of their subtree. A master owns every center there without a
 * binding: users are bound only to centers of their own organization, of one below it, or shared with it, and each of
 * these is owned by the masters above the user (decision 0013).
 */
export const ownsCenter = (actor: Pick<Actor, 'accountType' | 'ownedCenters'>, center: string): boolean =>
  actor.accountType === 'master' || actor.ownedCenters.includes(center);

/**
 * Whether the actor sees the user (A8; rules, Sight). An actor sees themselves, and another user if and only if
 * the user's organization lies in the actor's subtree, the actor's rank is at least the user's, and the actor owns every
 * service center that the user is bound to. Tenancy's directory holds the same rule as a SQL predicate; a property test
 * holds the two equal.
 */
export function sees(actor: Actor, user: Subject): Decision {
  if (!actor.active) return refused('actor_not_active', false);
  if (actor.userId === user.userId) return allowed;
  if (!inSubtree(actor, user.path)) return refused('outside_subtree', false);
  // Sight of others is for those who manage users: without the permission one sees only oneself.
  if (!actor.permissions.includes('user.view')) return refused('permission_missing', false);
  if (!ranksAtLeast(actor.accountType, user.accountType)) return refused('rank_too_low', false);
  if (!user.centers.every((center) => ownsCenter(actor, center))) return refused('center_not_owned', false);
  return allowed;
}
