import type { Actor } from '@tenantry/domain';
import type { Bind } from '../search/statement';

/**
 * The organizations whom the actor may choose from, as a SQL predicate over `organizations o`: those of their subtree;
 * without the management of users only their own.
 */
export function visibleOrganizations(actor: Actor, bind: Bind): string {
  const own = bind(actor.organizationId);
  return actor.accountType === 'standard' ? `o.id = ${own}` : `o.path @> array[${own}]::uuid[]`;
}
