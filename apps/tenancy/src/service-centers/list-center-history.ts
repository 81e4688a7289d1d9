import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import { type Actor, inSubtree, seesCenter } from '@tenantry/domain';
import { type HistoryRow } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { listVisibleHistory } from '../history/list-visible-history';
import { findCenter } from './find-centers';
import { centerSubject } from './write-center';

/**
 * What happened to a service center, newest first. Organizations outside the actor's subtree that it is shared with are
 * left out.
 * @throws {Problem} `service_center.not_found` for one that the actor does not see or that belongs to another subtree
 */
export async function listCenterHistory(
  manager: EntityManager,
  actor: Actor,
  centerId: string,
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const center = await findCenter(manager, centerId);
  if (!center || !seesCenter(actor, center) || !inSubtree(actor, center.path))
    throw new Problem('service_center.not_found');
  const page = await listVisibleHistory(manager, actor, [centerSubject(center.centerId)], query);
  const below = await organizationsBelow(
    manager,
    actor,
    page.items.flatMap(({ facts }) => sharedIds(facts) ?? []),
  );
  return {
    ...page,
    items: page.items.map((item) => {
      const organizationIds = sharedIds(item.facts);
      if (!organizationIds) return item;
      return {
        ...item,
        facts: { ...item.facts, organizationIds: organizationIds.filter((id) => below.has(id)) },
      };
    }),
  };
}

function sharedIds({ organizationIds }: HistoryRow['facts']): string[] | undefined {
  return Array.isArray(organizationIds) ? organizationIds.map(String) : undefined;
}

async function organizationsBelow(
  database: Database,
  actor: Actor,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await database.query<{ id: string }[]>(
    `select id from organizations where id = any($1::uuid[]) and path @> array[$2]::uuid[]`,
    [ids, actor.organizationId],
  );
  return new Set(rows.map(({ id }) => id));
}
