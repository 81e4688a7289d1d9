import { decideOnUser } from './decide';
import { allowed, type Decision, refused } from './decision';
import { type Actor, looksWith, type Permission, refusedWithout } from './permission';
import { inSubtree, ownsCenter, type Subject } from './visibility';

/** A service center as tenancy knows it (A6). */
export type ServiceCenter = {
  readonly centerId: string;
  /** The ids from the root to the organization that it belongs to. */
  readonly path: readonly string[];
  /** The paths of the organizations that it is shared with. */
  readonly sharedWith: readonly (readonly string[])[];
};

/** What a binding opens of a center; `null` is all, also what comes later. */
export type Opening = {
  readonly customerIds: readonly string[] | null;
  readonly entityIds: readonly string[] | null;
};
export const opensAll: Opening = { customerIds: null, entityIds: null };

export type CenterAct = 'rename' | 'add_parts' | 'remove_parts' | 'share';

/** Takes something from those who are bound, or gives others the sight of them. */
const needsOwner: readonly CenterAct[] = ['remove_parts', 'share'];
/** What lets somebody see service centers. */
const concerned: readonly Permission[] = ['service_center.manage', 'user.access'];

/** Whether the center belongs to the actor's subtree or is shared with an organization there. */
export const reachesCenter = (actor: Pick<Actor, 'organizationId'>, center: ServiceCenter): boolean =>
  [center.path, ...center.sharedWith].some((path) => inSubtree(actor, path));

/** Whether the actor may look at the center: it is within reach, and centers or bindings are their business. */
export const seesCenter = (actor: Actor, center: ServiceCenter): boolean =>
  actor.active &&
  reachesCenter(actor, center) &&
  concerned.some((permission) => looksWith(actor, permission));

/** Whether the actor owns it: bound with the lock, or a master within whose reach it is. */
export const ownsServiceCenter = (actor: Actor, center: ServiceCenter): boolean =>
  reachesCenter(actor, center) && ownsCenter(actor, center.centerId);

/** Whether users of this organization may be bound to it: one of theirs, of those below, or shared with exactly theirs. */
export const mayBeBound = (organizationId: string, center: ServiceCenter): boolean =>
  inSubtree({ organizationId }, center.path) ||
  center.sharedWith.some((path) => path.at(-1) === organizationId);

/** Whether the actor may do this to the center itself. One that is shared with them is changed only where it belongs. */
export function decideOnCenter(actor: Actor, act: CenterAct, center: ServiceCenter): Decision {
  if (!seesCenter(actor, center)) return refused('outside_subtree', false);
  if (!actor.permissions.includes('service_center.manage'))
    return refusedWithout(actor, 'service_center.manage');
  if (!inSubtree(actor, center.path)) return refused('outside_subtree', true);
  if (needsOwner.includes(act) && !ownsServiceCenter(actor, center)) return refused('center_not_owned', true);
  return allowed;
}

/**
 * Whether the actor may bind the user to the center, change the binding, toggle its lock or unbind (A6, A7): who owns it
 * may, never on oneself. Whoever takes a lock therefore keeps one, or is a master: a center never loses its last owner.
 */
export function decideOnBinding(
  actor: Actor,
  user: Subject & { readonly active: boolean },
  center: ServiceCenter,
): Decision {
  const decision = decideOnUser(actor, 'user.access', user, 0);
  if (!decision.allowed) return decision;
  if (!ownsServiceCenter(actor, center)) return refused('center_not_owned', seesCenter(actor, center));
  return allowed;
}

/**
 * Whether the binding may open this, where {@link decideOnBinding} lets the actor bind at all: nobody gives more of a
 * center than they have themselves. What the user has already and keeps is not given.
 * @param organizationId of the user
 * @param before `null` where the user is not bound yet
 * @param held what the actor has of the center, see {@link heldBy}
 */
export function decideOnOpening(
  organizationId: string,
  center: ServiceCenter,
  opening: { readonly wanted: Opening; readonly before: Opening | null; readonly held: Opening },
): Decision {
  const { wanted, before, held } = opening;
  if (!before && !mayBeBound(organizationId, center)) return refused('not_of_organization', true);
  const gives = (kind: keyof Opening) =>
    contains(before ? before[kind] : [], wanted[kind], held[kind] ?? 'all');
  return gives('customerIds') && gives('entityIds') ? allowed : refused('grant_not_held', true);
}

/** What the actor has of a center that they own: a master all of it, everybody else what their binding opens. */
export const heldBy = (actor: Pick<Actor, 'accountType'>, binding: Opening | undefined): Opening =>
  actor.accountType === 'master' ? opensAll : (binding ?? { customerIds: [], entityIds: [] });

/** What both open together (A10). */
export const union = (one: Opening, other: Opening): Opening => ({
  customerIds: both(one.customerIds, other.customerIds),
  entityIds: both(one.entityIds, other.entityIds),
});

const both = (one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null =>
  one && other ? [...new Set([...one, ...other])] : null;

function contains(
  before: readonly string[] | null,
  wanted: readonly string[] | null,
  held: readonly string[] | 'all',
): boolean {
  if (before === null || held === 'all') return true;
  return wanted !== null && wanted.every((id) => before.includes(id) || held.includes(id));
}
