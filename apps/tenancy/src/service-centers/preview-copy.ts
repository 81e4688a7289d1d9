import type { copyServiceCentersPreviewSchema } from '@tenantry/contracts';
import type { Opening } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findPartsByCenter, type Part, partsOfKind } from './find-parts';
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
  const partsOf = await findPartsByCenter(
    database,
    items.map(({ center }) => center.centerId),
  );
  return {
    receiverId: receiver.userId,
    sourceId: source.userId,
    items: items.map(({ center, outcome, decision, before, after }) => {
      const ofCenter = partsOf(center.centerId);
      return {
        serviceCenterId: center.centerId,
        name: center.name,
        outcome,
        refusal: decision.allowed ? null : { rule: decision.rule, mend: decision.mend },
        before: before ? shown(before, ofCenter) : null,
        after: after ? shown(after, ofCenter) : null,
      };
    }),
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
