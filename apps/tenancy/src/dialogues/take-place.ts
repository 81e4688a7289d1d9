import { chatOperatorRole, dealingMend, nextOperator, operatorTotals } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { findOperators, withPresence } from './find-operators';

/**
 * Takes a place of the operator whose turn it is. The caller holds the lock of the organization, so nobody else deals
 * meanwhile; what an administrator or a closing changes meanwhile is looked at again.
 * @param online the ids of the operators who are online
 * @returns whose place it is
 * @throws {Problem} `dialogue.no_operator_free`, with what there is and what would help
 */
export async function takePlace(
  tx: EntityManager,
  organizationId: string,
  online: ReadonlySet<string>,
): Promise<string> {
  for (;;) {
    const operators = withPresence(await findOperators(tx, organizationId), online);
    const next = nextOperator(operators);
    if (!next) {
      const extensions = { totals: operatorTotals(operators), mend: dealingMend(operators) };
      throw new Problem('dialogue.no_operator_free', { extensions });
    }
    const taken = await tx.query<unknown[]>(
      `with taken as (
         update dialogue_operators o set open = o.open + 1 from access a
         where o.user_id = $1 and a.user_id = o.user_id and o.open < o.maximum and a.status = 'active'
           and $2 = any(a.role_ids)
         returning 1
       ) select from taken`,
      [next.userId, chatOperatorRole],
    );
    if (taken.length > 0) return next.userId;
  }
}
