import { type Acting, subAccountDeleted } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, writtenBy } from '@tenantry/service-defaults';
import type { Transact } from '../transact';
import { lockSubAccount } from './lock-sub-account';
import { subAccountSchema } from './sub-account.schema';

export type DeleteSubAccount = {
  /** As it came with the request. */
  subAccountId: string;
  acting: Acting;
};

/**
 * Deletes the sub-account and publishes `tenancy.sub-account.deleted.v1`.
 * Problems: 404 `sub_account.not_found`, 403 `permission.missing`, 409 `sub_account.held` with the number of users who
 * are let into it one by one.
 */
export const deleteSubAccount =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ subAccountId, acting }: DeleteSubAccount) =>
    transact(async (tx) => {
      const { subAccount } = await lockSubAccount(tx, subAccountId, acting);
      const { id, organizationId, name } = subAccount;
      const [counted] = await tx.query<{ holders: number }[]>(
        `select count(*)::int as holders from access
         where organization_id = $1 and status <> 'removed' and $2 = any(sub_account_ids)`,
        [organizationId, id],
      );
      const holders = counted?.holders ?? 0;
      if (holders > 0) throw new Problem('sub_account.held', { extensions: { holders } });
      await tx.delete(subAccountSchema, { id });
      const subject = `sub-account/${id}`;
      const version = subAccount.version + 1;
      await appendEvents(tx, [
        draft({
          event: subAccountDeleted,
          subject,
          version,
          facts: { subAccountId: id, organizationId, name },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });
