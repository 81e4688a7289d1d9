import type { copyServiceCentersPreviewSchema } from '@tenantry/contracts';
import type { Opening } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findOpenedParts, openedOf, type OpenedParts } from './find-parts';
import { type CopyIds, planCopy } from './plan-copy';

/**
 * What a copy would add, keep and refuse, center by center (A10).
 * @throws {Problem} those of `planCopy`
 */
export async function previewCopy(
  database: Database,
  ids: CopyIds,
): Promise<z.infer<typeof copyServiceCentersPreviewSchema>> {
  const { receiver, source, items, fingerprint } = await planCopy(database, ids);
  const openings = items.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  const parts = openedOf(await findOpenedParts(database, openings));
  return {
    receiverId: receiver.userId,
    sourceId: source.userId,
    items: items.map(({ center, outcome, decision, before, after }) => ({
      serviceCenterId: center.centerId,
      name: center.name,
      outcome,
      refusal: decision.allowed ? null : { rule: decision.rule, mend: decision.mend },
      before: before ? shown(center.centerId, before, parts) : null,
      after: after ? shown(center.centerId, after, parts) : null,
    })),
    fingerprint,
  };
}

function shown(centerId: string, { customerIds, entityIds }: Opening, parts: OpenedParts) {
  return {
    allCustomers: customerIds === null,
    customers: parts(centerId, 'customer', customerIds),
    allEntities: entityIds === null,
    entities: parts(centerId, 'entity', entityIds),
  };
}
