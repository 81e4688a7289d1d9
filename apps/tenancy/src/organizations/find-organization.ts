import type { OrganizationReference, OrganizationStatus } from '@tenantry/contracts';
import { type Actor, effectiveStatus, type Organization, seesOrganization } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { type EntityManager, In } from 'typeorm';
import { asId } from '../as-id';
import { organizationSchema, type OrganizationState } from './organization.schema';

/** An organization with those above it: what is inherited comes from the chain. */
export type OrganizationInPlace = OrganizationState & {
  /** From the root down to the organization itself. */
  chain: OrganizationState[];
  effectiveStatus: OrganizationStatus;
  /** The nearest on the path that the effective status comes from; undefined where all are active. */
  effectiveStatusFrom: OrganizationState | undefined;
};

/**
 * An organization that the actor sees.
 * @param id as it came with the request
 * @throws {Problem} `organization.not_found` for any other, known or not (A8)
 */
export async function findVisibleOrganization(
  manager: EntityManager,
  actor: Actor,
  id: string | undefined,
): Promise<OrganizationInPlace> {
  const organizationId = asId(id);
  const [row] = organizationId
    ? await manager.query<{ path: string[] }[]>(`select path from organizations where id = $1`, [
        organizationId,
      ])
    : [];
  if (!row || !seesOrganization(actor, row.path)) throw new Problem('organization.not_found');

  const onPath = await manager.findBy(organizationSchema, { id: In(row.path) });
  const chain = onPath.toSorted((a, b) => a.path.length - b.path.length);
  const organization = chain.at(-1);
  if (!organization) throw new Problem('organization.not_found');
  const { status, from } = effectiveStatus(chain);
  return { ...organization, chain, effectiveStatus: status, effectiveStatusFrom: from };
}

/** How an organization is named. */
export const referenceTo = ({ id, name, kind }: OrganizationState): OrganizationReference => ({
  organizationId: id,
  name,
  kind,
});

/** How it is named to the actor; `null` where it lies above their own. */
export const visibleReference = (
  actor: Pick<Actor, 'organizationId'>,
  organization: OrganizationState | undefined,
): OrganizationReference | null =>
  organization?.path.includes(actor.organizationId) ? referenceTo(organization) : null;

export const toOrganization = ({
  path,
  kind,
  status,
  statusByOrganizationId,
  effectiveStatus: effective,
}: OrganizationInPlace): Organization => ({
  path,
  kind,
  status,
  statusBy: statusByOrganizationId,
  effectiveStatus: effective,
});
