import { type Acting, serviceCenterCreated } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { requirePermission } from '../access/acting';
import { lockVisibleOrganization } from '../organizations/lock-visible';
import { searchText, sortKey } from '../search/fold';
import { type By, centerSubject } from './write-center';

export type CreateCenter = {
  /** As it came with the request. */
  organizationId: string;
  name: string;
  acting: Acting;
};

/**
 * Creates a service center of the organization and publishes `tenancy.service-center.created.v1` (A6). The masters above
 * it own it; the first lock is theirs to give.
 * @returns its id
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function createCenter(
  tx: EntityManager,
  { organizationId: typedId, name, acting }: CreateCenter,
  { at, ...by }: By,
): Promise<string> {
  const { actor, organization } = await lockVisibleOrganization(tx, acting, typedId, 'share');
  requirePermission(actor, 'service_center.manage');
  const [id, organizationId] = [randomUUID(), organization.id];
  await tx.query(
    `insert into service_centers (id, organization_id, name, version, created_at, search, sort_name)
     values ($1, $2, $3, 1, $4, $5, $6)`,
    [id, organizationId, name, at, searchText(name), sortKey(name)],
  );
  await appendEvents(tx, [
    draft({
      event: serviceCenterCreated,
      subject: centerSubject(id),
      version: 1,
      facts: { serviceCenterId: id, organizationId, name },
      ...by,
      occurredAt: at,
    }),
  ]);
  return id;
}
