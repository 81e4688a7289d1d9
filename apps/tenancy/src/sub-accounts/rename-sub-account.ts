import { type Acting, subAccountChanged } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { lockSubAccount } from './lock-sub-account';
import { subAccountNames, subAccountSchema } from './sub-account.schema';
import { writtenBy } from '@tenantry/service-defaults';

export type RenameSubAccount = {
  /** As it came with the request. */
  subAccountId: string;
  name: string;
  acting: Acting;
};

/**
 * Gives the sub-account another name and publishes `tenancy.sub-account.changed.v1`.
 * Problems: 404 `sub_account.not_found`, 403 `permission.missing`, 409 `sub_account.name_taken`.
 */
export const renameSubAccount =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ subAccountId, name, acting }: RenameSubAccount) =>
    transact(async (tx) => {
      const { subAccount } = await lockSubAccount(tx, subAccountId, acting);
      const { id, organizationId } = subAccount;
      const version = subAccount.version + 1;
      await withUniqueName(subAccountNames, 'sub_account.name_taken', () =>
        tx.update(subAccountSchema, { id }, { name, sortName: sortKey(name), version }),
      );
      const subject = `sub-account/${id}`;
      await appendEvents(tx, [
        draft({
          event: subAccountChanged,
          subject,
          version,
          facts: { subAccountId: id, organizationId, name },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });
