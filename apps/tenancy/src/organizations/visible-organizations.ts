import type { Actor, Permission } from '@tenantry/domain';
import type { Bind } from '../search/statement';

/** What lets somebody see the organizations below their own. */
const administration: readonly Permission[] = ['user.view', 'organization.manage', 'installation.operate'];

/**
 * The organizations whom the actor may choose from, as a SQL predicate over `organizations o`: those of their subtree;
 * who administers nothing has only their own.
 */
export function visibleOrganizations(actor: Actor, bind: Bind): string {
  const own = bind(actor.organizationId);
  const administers = actor.permissions.some((permission) => administration.includes(permission));
  return administers ? `o.path @> array[${own}]::uuid[]` : `o.id = ${own}`;
}
