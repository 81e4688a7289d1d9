import type { Acting } from '@tenantry/contracts';
import { type Actor, type CenterAct, decideOnCenter } from '@tenantry/domain';
import { type Once, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { readActing } from '../access/acting';
import { asId } from '../as-id';
import type { Transact } from '../transact';
import { type Center, findCenter } from './find-centers';

/**
 * Runs a change of a center that the actor may make, on the locked center: bindings wait until it is done. The actor
 * is read when it is locked, and handed on.
 * @throws {Problem} `service_center.not_found` for one that the actor does not see, known or not; the refusal of the act
 */
export async function changeCenter<T>(
  transact: Transact,
  {
    acting,
    centerId,
    act,
    once,
  }: { acting: Acting; centerId: string; act: CenterAct; once?: Once | undefined },
  change: (tx: EntityManager, center: Center, actor: Actor) => Promise<T>,
): Promise<T> {
  const id = asId(centerId);
  if (id === undefined) throw new Problem('service_center.not_found');
  return transact(async (tx) => {
    await tx.query(`select from service_centers where id = $1 for update`, [id]);
    const { actor } = await readActing(tx, acting);
    const center = await findCenter(tx, id);
    if (!center) throw new Problem('service_center.not_found');
    requireAllowed(decideOnCenter(actor, act, center), 'service_center.not_found');
    return change(tx, center, actor);
  }, once);
}
