import type { chatOperatorsQuerySchema, chatOperatorsSchema } from '@tenantry/contracts';
import { type Actor, operatorState, operatorTotals } from '@tenantry/domain';
import type { Presence } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import { visibleTo } from '../directory/visible-to';
import type { Wall } from '../visibility/wall';
import { findVisibleOrganization } from '../organizations/find-organization';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { statement } from '../search/statement';
import { findOperators, idsOfOperators, withPresence } from './find-operators';

/**
 * One page of the chat operators of the organization with what they have open, by name, and of those who no longer are but
 * still have something open. Those whom the actor does not see are not told, but counted (A13, A8).
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for what is no cursor
 */
export async function listOperators(
  manager: EntityManager,
  { presence, wall }: { presence: Presence; wall: Wall },
  actor: Actor,
  organizationId: string,
  { cursor, limit }: z.infer<typeof chatOperatorsQuerySchema>,
): Promise<z.infer<typeof chatOperatorsSchema>> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'dialogue.manage');
  const after = fromKeysetCursor(cursor);
  const known = await findOperators(manager, id);
  const operators = withPresence(known, await presence.onlineAmong(idsOfOperators(known)));
  const listed = new Map(
    operators.filter(({ holdsRole, open }) => holdsRole || open > 0).map((one) => [one.userId, one]),
  );
  const { values, bind } = statement();
  const behind = after ? `(d.sort_name, d.user_id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  const read = await wall(actor, (seen) =>
    seen.query<{ id: string; name: string; sortName: string }[]>(
      `select d.user_id as id, d.sort_name as "sortName",
         coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name
       from directory d
       where d.user_id = any(${bind([...listed.keys()])}::uuid[]) and ${visibleTo(actor, bind)} and ${behind}
       order by d.sort_name, d.user_id limit ${bind(limit + 1)}`,
      values,
    ),
  );
  const { rows, nextCursor } = keysetPage(read, limit);
  return {
    items: rows.flatMap(({ id: userId, name }) => {
      const operator = listed.get(userId);
      if (!operator) return [];
      const { open, maximum, online } = operator;
      return [{ userId, name, online, state: operatorState(operator), open, maximum }];
    }),
    totals: operatorTotals(operators),
    nextCursor,
  };
}
