import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { requirePermission } from '../access/acting';
import { findVisibleOrganization, type OrganizationInPlace } from '../organizations/find-organization';

/**
 * The organization whose service centers are asked for.
 * @throws {Problem} `organization.not_found` for one that the actor does not see, `permission.missing` for who manages none
 */
export async function requireOrganization(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
): Promise<OrganizationInPlace> {
  const organization = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'service_center.manage');
  return organization;
}
