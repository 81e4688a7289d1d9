import type { Acting } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { readActing } from '../access/acting';
import { asId } from '../as-id';
import { findVisibleOrganization, type OrganizationInPlace } from './find-organization';

const strength = { change: 'for no key update', share: 'for share' } as const;

/**
 * An organization that the actor sees, locked until the end of the transaction, and the actor as they are once it is
 * locked: a right that was taken away while the command waited is gone.
 * @param id as it came with the request
 * @param lock `change`: nobody else changes it, or `share`: its status stays as it is
 * @throws {Problem} `organization.not_found` for any other, known or not (A8)
 */
export async function lockVisibleOrganization(
  tx: EntityManager,
  acting: Acting,
  id: string | undefined,
  lock: keyof typeof strength,
): Promise<{ actor: Actor; organization: OrganizationInPlace }> {
  const organizationId = asId(id);
  if (organizationId !== undefined)
    await tx.query(`select from organizations where id = $1 ${strength[lock]}`, [organizationId]);
  const { actor } = await readActing(tx, acting);
  return { actor, organization: await findVisibleOrganization(tx, actor, organizationId) };
}
