import { type Actor, rank } from '@tenantry/domain';
import type { Bind } from '../search/statement';

/** The index that is to answer: a sorted list, which begins with the organization at a depth, or the search. */
type Through = 'list' | 'search';

/**
 * The users whom the actor sees, as a SQL predicate over `directory d` (A8; rules, Sight). This is `sees` of the
 * domain in SQL, the only place where it stands; a property test holds the two equal over random worlds.
 */
export function visibleTo(actor: Actor, bind: Bind, through: Through = 'list'): string {
  if (!actor.active) return 'false';
  // Sight of others is for those who manage users.
  if (!actor.permissions.includes('user.view')) return oneself(actor, bind);
  // Nobody ranks above a master, who owns every center of their subtree, see `ownsCenter`.
  if (actor.accountType === 'master') return below(actor, bind, through);
  const ranked = `d.rank <= ${bind(rank(actor.accountType))}`;
  // Most users are bound to none, which the planner can tell; of "contained in" alone it expects next to nothing.
  const owned = `(d.centers = '{}' or d.centers <@ ${bind(actor.ownedCenters)}::uuid[] or ${oneself(actor, bind)})`;
  // One's own row lies in the subtree and has one's own rank: it needs an exception from the centers alone.
  return `(${below(actor, bind, through)} and ${ranked} and ${owned})`;
}

/** Below the root lies everything; else the organization stands on the user's path, at its depth. */
function below({ path, organizationId }: Actor, bind: Bind, through: Through): string {
  if (path.length === 1) return 'true';
  return through === 'search'
    ? `d.path @> array[${bind(organizationId)}]::uuid[]`
    : `d.at_${path.length} = ${bind(organizationId)}::uuid`;
}

const oneself = ({ userId }: Actor, bind: Bind): string => `d.user_id = ${bind(userId)}`;
