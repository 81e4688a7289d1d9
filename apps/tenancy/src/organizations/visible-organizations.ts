import { type Actor, administers } from '@tenantry/domain';
import type { Bind } from '../search/statement';

/**
 * The organizations whom the actor sees, as a SQL predicate over `organizations o`: those of their subtree; who
 * administers nothing has only their own. This is `seesOrganization` of the domain in SQL.
 */
export function visibleOrganizations(actor: Actor, bind: Bind): string {
  const own = bind(actor.organizationId);
  return administers(actor) ? `o.path @> array[${own}]::uuid[]` : `o.id = ${own}`;
}
