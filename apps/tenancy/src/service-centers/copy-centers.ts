import type { Acting } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { idsOf } from '../access/acting';
import { asId } from '../as-id';
import { findBindings } from './find-bindings';
import { lockAccess, lockCentersForBinding } from './lock-access';
import { type CopyIds, planCopy } from './plan-copy';
import { writeBindings } from './write-bindings';
import type { By } from './write-center';

/**
 * Copies what the preview has shown, all or nothing, and publishes `tenancy.access.service-center-bound.v1` for each
 * center that was added or extended (A10).
 * @param fingerprint of the preview
 * @returns the receiver, the version of their access, and how many centers were added and extended
 * @throws {Problem} those of `planCopy`, `service_center.copy_changed` where the preview no longer holds
 */
export async function copyCenters(
  tx: EntityManager,
  { fingerprint, acting, ...ids }: Omit<CopyIds, 'by'> & { acting: Acting; fingerprint: string },
  by: By,
): Promise<{ userId: string; version: number; added: number; extended: number }> {
  const [receiverId, sourceId] = [asId(ids.receiverId), asId(ids.sourceId)];
  if (receiverId === undefined || sourceId === undefined) throw new Problem('user.not_found');
  // A center that the source is bound to after this is not locked, but then the plan is no longer that of the preview.
  const copied = await findBindings(tx, [sourceId]);
  await lockCentersForBinding(
    tx,
    copied.map(({ centerId }) => centerId),
  );
  await lockAccess(tx, [...idsOf(acting), receiverId, sourceId]);
  const plan = await planCopy(tx, { by: acting, ...ids });
  if (plan.fingerprint !== fingerprint) throw new Problem('service_center.copy_changed');

  const { userId, version } = plan.receiver;
  const changed = plan.items.flatMap(({ center, outcome, before, after }) =>
    after && (outcome === 'added' || outcome === 'extended')
      ? {
          userId,
          centerId: center.centerId,
          owned: before?.owned ?? false,
          customerIds: sorted(after.customerIds),
          entityIds: sorted(after.entityIds),
        }
      : [],
  );
  const versions = await writeBindings(tx, changed, { ...by, copiedFromUserId: plan.source.userId });
  const count = (outcome: string) => plan.items.filter((item) => item.outcome === outcome).length;
  return {
    userId,
    version: versions.get(userId) ?? version,
    added: count('added'),
    extended: count('extended'),
  };
}

const sorted = (ids: readonly string[] | null): string[] | null => ids?.toSorted() ?? null;
