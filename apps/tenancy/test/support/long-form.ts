import type { TestCenter } from './centers';
import type { World } from './worlds';
import type { TestUser } from './world';

const ranks = { standard: 1, privileged: 2, master: 3 };
/** Roles that are built in and let their holders see others. */
const letSee = ['company_administrator', 'user_administrator', 'auditor'];

/**
 * The rule of sight in its long form (rules, Sight), from the tree, the shares and the locks, and from nothing that the
 * product says about them: what `sees` and its SQL are compared with.
 */
export function seesInLongForm(world: World, actor: TestUser, user: TestUser): boolean {
  if (actor.status !== 'active') return false;
  if (actor.userId === user.userId) return true;
  return (
    managesUsers(world, actor) &&
    liesBelow(world, user.organizationId, actor.organizationId) &&
    ranks[actor.accountType] >= ranks[user.accountType] &&
    world.bindings
      .filter((binding) => binding.userId === user.userId)
      .every((binding) => owns(world, actor, centerOf(world, binding.centerId)))
  );
}

function managesUsers(world: World, actor: TestUser): boolean {
  if (actor.accountType !== 'privileged') return actor.accountType === 'master';
  return actor.roleIds.some(
    (id) =>
      letSee.includes(id) ||
      world.roles.some((role) => role.id === id && role.permissions.includes('user.view')),
  );
}

/** By a lock of one's own; a master also by place: every center of the subtree, and every one shared with some organization there. */
function owns(world: World, actor: TestUser, center: TestCenter): boolean {
  const locked = world.bindings.some(
    (binding) => binding.userId === actor.userId && binding.centerId === center.id && binding.owned,
  );
  if (locked || actor.accountType !== 'master') return locked;
  return [center.organization, ...center.sharedWith].some(({ id }) =>
    liesBelow(world, id, actor.organizationId),
  );
}

/** Climbs from parent to parent. */
function liesBelow(world: World, organizationId: string, above: string): boolean {
  for (let at: string | null = organizationId; at !== null; at = parentOf(world, at))
    if (at === above) return true;
  return false;
}

const parentOf = (world: World, organizationId: string): string | null =>
  world.organizations.find(({ id }) => id === organizationId)?.parentId ?? null;

function centerOf(world: World, centerId: string): TestCenter {
  const center = world.centers.find(({ id }) => id === centerId);
  if (!center) throw new Error('a binding without a center');
  return center;
}
