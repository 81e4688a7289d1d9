import type { Acting } from '@tenantry/contracts';
import { type Actor, inSubtree } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { readActing, requirePermission } from '../access/acting';
import { asId } from '../as-id';
import { organizationSchema } from '../organizations/organization.schema';
import { subAccountSchema, type SubAccountState } from './sub-account.schema';

/**
 * The sub-account, locked until the transaction ends, for an actor who manages its organization. While it is locked
 * nobody is let into it.
 * @param subAccountId as it came with the request
 * @throws {Problem} `sub_account.not_found`, `permission.missing`
 */
export async function lockSubAccount(
  tx: EntityManager,
  subAccountId: string,
  acting: Acting,
): Promise<{ subAccount: SubAccountState; actor: Actor }> {
  const id = asId(subAccountId);
  const subAccount = id
    ? await tx.findOne(subAccountSchema, { where: { id }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!subAccount) throw new Problem('sub_account.not_found');
  const { path } = await tx.findOneByOrFail(organizationSchema, { id: subAccount.organizationId });
  const { actor } = await readActing(tx, acting);
  if (!inSubtree(actor, path)) throw new Problem('sub_account.not_found');
  requirePermission(actor, 'organization.manage');
  return { subAccount, actor };
}
