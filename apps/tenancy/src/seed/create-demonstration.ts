import type { EntityManager } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { createOrganization } from '../organizations/create-organization';
import { type OrganizationState, organizationSchema } from '../organizations/organization.schema';
import type { PlannedOrganization } from './demonstration';

/** Writing over what people have made is never what a seed is for. */
class NotEmptyError extends Error {
  override name = 'NotEmptyError';
  constructor() {
    super(
      'This database holds organizations already: seed an empty one (npm start -- --fresh makes it anew).',
    );
  }
}

/**
 * Creates the planned organizations, each with its event, parents first.
 * @throws {NotEmptyError} where there is any organization
 */
export async function createDemonstration(
  tx: EntityManager,
  planned: PlannedOrganization,
  at: Date,
): Promise<OrganizationState[]> {
  await tx.query(`lock table organizations in share row exclusive mode`);
  if (await tx.exists(organizationSchema)) throw new NotEmptyError();
  return createBelow(tx, planned, null, at);
}

async function createBelow(
  tx: EntityManager,
  { name, kind, below }: PlannedOrganization,
  parent: OrganizationState | null,
  at: Date,
): Promise<OrganizationState[]> {
  const created = await createOrganization(tx, {
    id: randomUUID(),
    kind,
    name,
    parent,
    actor: 'service/tenancy',
    at,
  });
  const all = [created];
  for (const child of below) all.push(...(await createBelow(tx, child, created, at)));
  return all;
}
