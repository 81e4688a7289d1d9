import { type AccountType, ranksAtLeast } from './account-type';
import { allowed, type Decision, refused } from './decision';
import type { Actor } from './permission';

/** A user as tenancy knows them. `path` holds the ids from the root to their organization. */
export type Subject = {
  readonly userId: string;
  readonly path: readonly string[];
  readonly accountType: AccountType;
};

/** Whether an organization with this path lies in the actor's subtree: their own organization or one below it. */
export const inSubtree = (actor: Pick<Actor, 'organizationId'>, path: readonly string[]): boolean =>
  path.includes(actor.organizationId);

/**
 * Whether the actor sees the user (A8; design section 2). An actor sees themselves, and another user if and only if
 * the user's organization lies in the actor's subtree and the actor's rank is at least the user's.
 * Tenancy's directory holds the same rule as a SQL predicate; a property test holds the two equal.
 */
export function sees(actor: Actor, user: Subject): Decision {
  if (!actor.active) return refused('actor_not_active', false);
  if (actor.userId === user.userId) return allowed;
  if (!inSubtree(actor, user.path)) return refused('outside_subtree', false);
  if (!ranksAtLeast(actor.accountType, user.accountType)) return refused('rank_too_low', false);
  // Sight of others is for those who manage users: a standard account sees only itself.
  if (actor.accountType === 'standard') return refused('permission_missing', false);
  return allowed;
}
