import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import { type Actor, sees, seesCenter } from '@tenantry/domain';
import type { HistoryRow } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { asId } from '../as-id';
import { visibleNames } from '../directory/visible-names';
import { listVisibleHistory } from '../history/list-visible-history';
import { type Center, findCenters } from '../service-centers/find-centers';
import { findAccess, toSubject } from './find-access';

/**
 * What happened to a user's access and bindings, newest first (L13, A6). Service centers have their name of today in it;
 * of those that the actor does not see, and of people whose access was copied and whom they do not see, not even the id.
 * @param userId as it came with the request
 * @throws {Problem} `user.not_found` for whomever the actor does not see, `request.invalid` for what is no cursor
 */
export async function listAccessHistory(
  manager: EntityManager,
  actor: Actor,
  userId: string,
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const id = asId(userId);
  const user = id ? (await findAccess(manager, [id])).get(id) : undefined;
  if (!user || !sees(actor, toSubject(user)).allowed) throw new Problem('user.not_found');
  const page = await listVisibleHistory(manager, actor, [`access/${user.userId}`], query);

  const named = (key: string) => page.items.flatMap(({ facts }) => textOf(facts[key]) ?? []);
  const centers = await findCenters(manager, named('serviceCenterId'));
  const sources = await visibleNames(manager, actor, named('copiedFromUserId'));
  return {
    ...page,
    items: page.items.map((item) => ({ ...item, facts: visibleFacts(actor, item.facts, centers, sources) })),
  };
}

function visibleFacts(
  actor: Actor,
  { serviceCenterId, customerIds, entityIds, copiedFromUserId, ...facts }: HistoryRow['facts'],
  centers: ReadonlyMap<string, Center>,
  sources: ReadonlyMap<string, string>,
): HistoryRow['facts'] {
  const center = centers.get(textOf(serviceCenterId) ?? '');
  const source = textOf(copiedFromUserId);
  return {
    ...facts,
    ...(center &&
      seesCenter(actor, center) && { serviceCenterId, customerIds, entityIds, name: center.name }),
    ...(source && sources.has(source) && { copiedFromUserId: source, copiedFrom: sources.get(source) }),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
