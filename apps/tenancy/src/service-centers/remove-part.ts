import { serviceCenterPartRemoved } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { lockAccess } from './lock-access';
import type { Part } from './find-parts';
import { type BindingState, findBindingsNaming } from './find-bindings';
import { type By, publishOnCenter } from './write-center';
import { writeBindings } from './write-bindings';

/**
 * Removes a customer or service entity of a locked center, and from every binding that names it; publishes
 * `tenancy.service-center.part-removed.v1` and `tenancy.access.service-center-bound.v1` for each of these.
 * @returns the center's version and how many bindings named it
 */
export async function removePart(
  tx: EntityManager,
  { partId, centerId, kind, name }: Part,
  by: By,
): Promise<{ version: number; changedBindings: number }> {
  const naming = await findBindingsNaming(tx, centerId, partId);
  await lockAccess(
    tx,
    naming.map(({ userId }) => userId),
  );
  const without = (ids: string[] | null) => ids && ids.filter((id) => id !== partId);
  await writeBindings(
    tx,
    naming.map(({ userId, owned, customerIds, entityIds }): BindingState & { userId: string } => ({
      userId,
      centerId,
      owned,
      customerIds: without(customerIds),
      entityIds: without(entityIds),
    })),
    by,
  );
  await tx.query(`delete from service_center_parts where id = $1`, [partId]);
  const facts = { serviceCenterId: centerId, partId, kind, name };
  return {
    version: await publishOnCenter(tx, centerId, { event: serviceCenterPartRemoved, facts, ...by }),
    changedBindings: naming.length,
  };
}
