import { serviceCenterPartRemoved } from '@tenantry/contracts';
import { type Actor, refusedWithout } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';
import { lockAccess } from './lock-access';
import type { Part } from './find-parts';
import { type BindingState, findBindingsNaming } from './find-bindings';
import { type By, publishOnCenter } from './write-center';
import { writeBindings } from './write-bindings';

/**
 * Removes a customer or service entity of a locked center, and from every binding that names it; publishes
 * `tenancy.service-center.part-removed.v1` and `tenancy.access.service-center-bound.v1` for each of these. What bindings
 * open is changed by who sees all who have them (A8), and not through another's account.
 * @returns the center's version and how many bindings named it
 * @throws {Problem} `service_center.part_held_unseen` with their number, `mirroring.not_allowed`
 */
export async function removePart(
  tx: EntityManager,
  actor: Actor,
  { partId, centerId, kind, name }: Part,
  by: By,
): Promise<{ version: number; changedBindings: number }> {
  const naming = await findBindingsNaming(tx, centerId, partId);
  if (naming.length > 0 && actor.withheld?.includes('user.access'))
    requireAllowed(refusedWithout(actor, 'user.access'), 'service_center.part_not_found');
  const userIds = naming.map(({ userId }) => userId);
  await lockAccess(tx, userIds);
  const { seen, unseen } = await countHolders(tx, actor, userIds);
  if (unseen > 0) throw new Problem('service_center.part_held_unseen', { extensions: { users: unseen } });
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
    changedBindings: seen,
  };
}

/** How many of them the actor sees, and how many not; the removed count nowhere. */
async function countHolders(
  tx: EntityManager,
  actor: Actor,
  userIds: readonly string[],
): Promise<{ seen: number; unseen: number }> {
  const { values, bind } = statement();
  const [counted] = await tx.query<{ seen: number; unseen: number }[]>(
    `select count(*) filter (where visible)::int as seen, count(*) filter (where not visible)::int as unseen from (
       select ${visibleTo(actor, bind)} as visible from directory d
       where d.user_id = any(${bind(userIds)}::uuid[]) and d.status <> 'removed'
     ) held`,
    values,
  );
  return counted ?? { seen: 0, unseen: 0 };
}
