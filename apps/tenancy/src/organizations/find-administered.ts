import { type Actor, administers, allowed, refused } from '@tenantry/domain';
import { requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { findVisibleOrganization, type OrganizationInPlace } from './find-organization';

/**
 * An organization whose history and lines the actor may read: they see it and administer something.
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function findAdministered(
  manager: EntityManager,
  actor: Actor,
  id: string | undefined,
): Promise<OrganizationInPlace> {
  const organization = await findVisibleOrganization(manager, actor, id);
  requireAllowed(
    administers(actor) ? allowed : refused('permission_missing', true),
    'organization.not_found',
  );
  return organization;
}
