import { organizationCreated, type OrganizationKind } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { searchText, sortKey } from '../search/fold';
import { organizationSchema, type OrganizationState } from './organization.schema';

export type CreateOrganization = {
  id: string;
  kind: OrganizationKind;
  name: string;
  /** `null` makes the root. */
  parent: Pick<OrganizationState, 'id' | 'path'> | null;
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  at: Date;
};

/** Creates the organization below its parent and publishes `tenancy.organization.created.v1`. */
export async function createOrganization(
  tx: EntityManager,
  { id, kind, name, parent, actor, at }: CreateOrganization,
): Promise<OrganizationState> {
  const organization: OrganizationState = {
    id,
    parentId: parent?.id ?? null,
    kind,
    name,
    path: [...(parent?.path ?? []), id],
    version: 1,
    createdAt: at,
    search: searchText(name),
    sortName: sortKey(name),
  };
  await tx.insert(organizationSchema, organization);
  await appendEvents(tx, [
    draft({
      event: organizationCreated,
      subject: `organization/${id}`,
      version: organization.version,
      facts: { organizationId: id, parentId: organization.parentId, kind, name, path: organization.path },
      actor,
      occurredAt: at,
    }),
  ]);
  return organization;
}
