import type { chatOperatorsSchema } from '@tenantry/contracts';
import { type Actor, operatorState, operatorTotals } from '@tenantry/domain';
import type { Presence } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import { visibleNames } from '../directory/visible-names';
import type { Wall } from '../visibility/wall';
import { findVisibleOrganization } from '../organizations/find-organization';
import { findOperators, idsOfOperators, withPresence } from './find-operators';

/**
 * The chat operators of the organization with what they have open, by name, and those who no longer are but still have
 * something open. Those whom the actor does not see are not told, but counted (A13, A8).
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function listOperators(
  manager: EntityManager,
  { presence, wall }: { presence: Presence; wall: Wall },
  actor: Actor,
  organizationId: string,
): Promise<z.infer<typeof chatOperatorsSchema>> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'dialogue.manage');
  const known = await findOperators(manager, id);
  const ids = idsOfOperators(known);
  const operators = withPresence(known, await presence.onlineAmong(ids));
  const names = await wall(actor, (seen) => visibleNames(seen, actor, ids));
  return {
    items: [...names].flatMap(([userId, name]) => {
      const operator = operators.find((one) => one.userId === userId);
      if (!operator || (!operator.holdsRole && operator.open === 0)) return [];
      const { open, maximum, online } = operator;
      return [{ userId, name, online, state: operatorState(operator), open, maximum }];
    }),
    totals: operatorTotals(operators),
  };
}
