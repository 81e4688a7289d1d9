import type { EntityManager } from 'typeorm';
import type { Transact } from '../transact';
import { createPlannedCenter } from './create-centers';
import { createLines } from './create-lines';
import { grantParts, makeChatOperators } from './grant-parts';
import { nameKeyUsers, suspendAndClose } from './organizations-life';
import { plannedCenters } from './planned-centers';
import { findStaff, type Staff } from './staff';

/** What the commands need, in the one transaction in which everything happens. */
export type Furnishing = {
  tx: EntityManager;
  transact: Transact;
  clock: () => Date;
  staff: ReadonlyMap<string, Staff>;
};

const dayMs = 24 * 3_600_000;
const begunDaysAgo = 55;
/** Nothing is younger than the people's own events. */
const endedDaysAgo = 8;
/** More commands than there are. */
const steps = 600;

/**
 * Has the demonstration's masters do what masters do: service centers with their bindings, lines, sub-accounts, a role, key
 * users, a suspended and a closed customer. All by the commands of the product, within 47 days that end 8 days ago.
 * @param signIns addresses of those who come first where people are chosen
 * @returns whether it has: where there is any service center already it leaves everything alone
 */
export async function furnish(tx: EntityManager, signIns: readonly string[], now: Date): Promise<boolean> {
  await tx.query('lock table service_centers in share row exclusive mode');
  const [any] = await tx.query<unknown[]>('select from service_centers limit 1');
  if (any) return false;

  const begun = now.getTime() - begunDaysAgo * dayMs;
  let step = 0;
  const furnishing: Furnishing = {
    tx,
    transact: (work) => work(tx),
    clock: () => new Date(begun + (Math.min(step++, steps) / steps) * (begunDaysAgo - endedDaysAgo) * dayMs),
    staff: await findStaff(tx, signIns),
  };
  await nameKeyUsers(furnishing);
  for (const planned of plannedCenters) await createPlannedCenter(furnishing, planned);
  await createLines(furnishing);
  await grantParts(furnishing);
  await makeChatOperators(furnishing);
  await suspendAndClose(furnishing);
  return true;
}
