import { type Actor, rank } from '@tenantry/domain';
import type { Bind } from '../search/statement';

/**
 * The users whom the actor sees, as a SQL predicate over `directory d` (A8; design section 2). This is `sees` of the
 * domain in SQL, the only place where it stands; a property test holds the two equal over random worlds.
 */
export function visibleTo(actor: Actor, bind: Bind): string {
  if (!actor.active) return 'false';
  const oneself = `d.user_id = ${bind(actor.userId)}`;
  // Sight of others is for those who manage users.
  if (!actor.permissions.includes('user.view')) return oneself;
  const below = `d.path @> array[${bind(actor.organizationId)}]::uuid[]`;
  const ranked = `d.rank <= ${bind(rank(actor.accountType))}`;
  // A master owns every center of their subtree, see `ownsCenter`.
  const owned = actor.accountType === 'master' ? 'true' : `d.centers <@ ${bind(actor.ownedCenters)}::uuid[]`;
  return `(${oneself} or (${below} and ${ranked} and ${owned}))`;
}
