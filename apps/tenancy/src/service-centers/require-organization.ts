import type { Actor, Permission } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { Database } from '../access/find-access';
import { visibleOrganizations } from '../organizations/visible-organizations';
import { statement } from '../search/statement';
import { asId } from './find-centers';

/**
 * The organization whose service centers are asked for.
 * @throws {Problem} `organization.not_found` for one that the actor does not see, `permission.missing` for who manages none
 */
export async function requireOrganization(
  database: Database,
  actor: Actor,
  organizationId: string,
): Promise<{ id: string }> {
  const id = asId(organizationId);
  if (id === undefined) throw new Problem('organization.not_found');
  const { values, bind } = statement();
  const [organization] = await database.query<{ id: string }[]>(
    `select o.id from organizations o where o.id = ${bind(id)} and ${visibleOrganizations(actor, bind)}`,
    values,
  );
  if (!organization) throw new Problem('organization.not_found');
  requirePermission(actor, 'service_center.manage');
  return organization;
}

/** @throws {Problem} `permission.missing` */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.permissions.includes(permission)) return;
  throw new Problem('permission.missing', {
    extensions: { rule: 'permission_missing', mend: 'ask_for_permission' },
  });
}
