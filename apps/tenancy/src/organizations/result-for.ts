import type { OrganizationResult } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { getOrganization } from './get-organization';

/** What a command on the organization answers: its new version, and how it is now. */
export async function resultFor(tx: EntityManager, actor: Actor, id: string): Promise<OrganizationResult> {
  const organization = await getOrganization(tx, actor, id);
  return { subject: `organization/${id}`, version: organization.version, organization };
}
