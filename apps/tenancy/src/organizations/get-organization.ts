import { organizationActSchema, type OrganizationDetails } from '@tenantry/contracts';
import { type Actor, administers, decideOnOrganization, kindsBelow } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';
import {
  findVisibleOrganization,
  type OrganizationInPlace,
  referenceTo,
  toOrganization,
  visibleReference,
} from './find-organization';
import { keyUsersOf } from './key-users-of';

/** Counts are exact up to here; above it is only said that there are more. */
const countedTo = 10_000;

/**
 * An organization as the actor sees it: what lies above their own is left out, and each act comes with a decision (A9).
 * @throws {Problem} `organization.not_found`
 */
export async function getOrganization(
  manager: EntityManager,
  actor: Actor,
  id: string | undefined,
): Promise<OrganizationDetails> {
  const organization = await findVisibleOrganization(manager, actor, id);
  const { chain, version, status, effectiveStatus } = organization;
  const own = chain.findIndex((each) => each.id === actor.organizationId);
  return {
    ...referenceTo(organization),
    parentId: own < chain.length - 1 ? organization.parentId : null,
    path: chain.slice(own).map(referenceTo),
    version,
    createdAt: organization.createdAt.toISOString(),
    status,
    effectiveStatus,
    effectiveStatusFrom: visibleReference(actor, organization.effectiveStatusFrom),
    ...whyOutOfService(actor, organization),
    reference: organization.reference,
    contactName: organization.contactName,
    contactEmail: organization.contactEmail,
    contactPhone: organization.contactPhone,
    street: organization.street,
    postalCode: organization.postalCode,
    city: organization.city,
    country: organization.country,
    language: organization.language,
    timeZone: organization.timeZone,
    children: await countChildren(manager, actor, organization.id),
    users: await countUsers(manager, actor, organization.id),
    ...(await keyUsersOf(manager, actor, chain)),
    kindsBelow: [...kindsBelow[organization.kind]],
    acts: organizationActSchema.options.map((act) => ({
      act,
      decision: decideOnOrganization(actor, act, toOrganization(organization)),
    })),
  };
}

/** Since when and why nobody signs in there; nothing of it where that comes from above the actor's own organization. */
function whyOutOfService(
  actor: Actor,
  { chain, effectiveStatusFrom: from }: OrganizationInPlace,
): Pick<OrganizationDetails, 'statusSince' | 'statusReason' | 'statusBy'> {
  if (!from || !visibleReference(actor, from))
    return { statusSince: null, statusReason: null, statusBy: null };
  return {
    statusSince: from.statusSince?.toISOString() ?? null,
    statusReason: from.statusReason,
    statusBy: visibleReference(
      actor,
      chain.find(({ id }) => id === from.statusByOrganizationId),
    ),
  };
}

type Count = { count: number; exact: boolean };

async function counted(manager: EntityManager, from: string, values: unknown[]): Promise<Count> {
  const [row] = await manager.query<{ count: number }[]>(
    `select count(*)::int as count from (select ${from} limit ${countedTo + 1}) counted`,
    values,
  );
  const count = row?.count ?? 0;
  return { count: Math.min(count, countedTo), exact: count <= countedTo };
}

/** Who administers nothing sees nothing below their own organization. */
const countChildren = async (manager: EntityManager, actor: Actor, id: string): Promise<Count> =>
  administers(actor)
    ? counted(manager, 'from organizations where parent_id = $1', [id])
    : { count: 0, exact: true };

function countUsers(manager: EntityManager, actor: Actor, id: string): Promise<Count> {
  const { values, bind } = statement();
  const visible = visibleTo(actor, bind);
  return counted(
    manager,
    `from access a join directory d using (user_id)
     where a.organization_id = ${bind(id)} and a.status <> 'removed' and ${visible}`,
    values,
  );
}
