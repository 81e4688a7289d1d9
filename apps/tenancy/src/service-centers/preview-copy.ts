import type { copyServiceCentersPreviewSchema } from '@tenantry/contracts';
import type { Opening } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findOpenedParts, type Part, partsOfKind } from './find-parts';
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
  const parts = await findOpenedParts(database, openings);
  return {
    receiverId: receiver.userId,
    sourceId: source.userId,
    items: items.map(({ center, outcome, decision, before, after }) => ({
      serviceCenterId: center.centerId,
      name: center.name,
      outcome,
      refusal: decision.allowed ? null : { rule: decision.rule, mend: decision.mend },
      before: before ? shown(before, parts) : null,
      after: after ? shown(after, parts) : null,
    })),
    fingerprint,
  };
}

function shown({ customerIds, entityIds }: Opening, parts: readonly Part[]) {
  return {
    allCustomers: customerIds === null,
    customers: named(parts, 'customer', customerIds),
    allEntities: entityIds === null,
    entities: named(parts, 'entity', entityIds),
  };
}

const named = (parts: readonly Part[], kind: Part['kind'], ids: readonly string[] | null) =>
  partsOfKind(parts, kind).filter(({ partId }) => ids?.includes(partId) ?? false);
