import { organizationCreated, type OrganizationKind } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { searchText, sortKey } from '../search/fold';
import { changedEvent } from './changed-event';
import {
  noPolicies,
  type OrganizationDetailsState,
  organizationSchema,
  type OrganizationState,
} from './organization.schema';

export type CreateOrganization = {
  id: string;
  kind: OrganizationKind;
  name: string;
  /** `null` makes the root. */
  parent: Pick<OrganizationState, 'id' | 'path'> | null;
  /** What is left out is not known. */
  details?: { [Key in keyof OrganizationDetailsState]?: OrganizationDetailsState[Key] | undefined };
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  onBehalfOf?: string;
  at: Date;
};

const detailsOf = (given: CreateOrganization['details']): OrganizationDetailsState => ({
  reference: given?.reference ?? null,
  contactName: given?.contactName ?? null,
  contactEmail: given?.contactEmail ?? null,
  contactPhone: given?.contactPhone ?? null,
  street: given?.street ?? null,
  postalCode: given?.postalCode ?? null,
  city: given?.city ?? null,
  country: given?.country ?? null,
  language: given?.language ?? null,
  timeZone: given?.timeZone ?? null,
});

/**
 * Creates the organization below its parent and publishes `tenancy.organization.created.v1`; where more than its name is
 * known, `tenancy.organization.changed.v1` follows as its second version.
 */
export async function createOrganization(
  tx: EntityManager,
  { id, kind, name, parent, details: given, at, ...by }: CreateOrganization,
): Promise<OrganizationState> {
  const details = detailsOf(given);
  const known = Object.values(details).some((value) => value !== null);
  const organization: OrganizationState = {
    ...details,
    id,
    parentId: parent?.id ?? null,
    kind,
    name,
    path: [...(parent?.path ?? []), id],
    status: 'active',
    statusSince: null,
    statusReason: null,
    statusByOrganizationId: null,
    ...noPolicies,
    keyUserIds: [],
    version: known ? 2 : 1,
    createdAt: at,
    ...foldedName(name, details.reference),
  };
  await tx.insert(organizationSchema, organization);
  const said = { subject: `organization/${id}`, ...by, occurredAt: at };
  const { parentId, path } = organization;
  await appendEvents(tx, [
    draft({
      event: organizationCreated,
      ...said,
      version: 1,
      facts: { organizationId: id, parentId, kind, name, path },
    }),
    ...(known ? [draft({ ...changedEvent(organization), ...said, version: 2 })] : []),
  ]);
  return organization;
}

/** What a list is sorted and searched by: the name, and the customer number too. */
export const foldedName = (
  name: string,
  reference: string | null,
): Pick<OrganizationState, 'search' | 'sortName'> => ({
  search: searchText(name, reference),
  sortName: sortKey(name),
});
