import { subAccountChanged } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { lockSubAccount } from './lock-sub-account';
import { subAccountNames, subAccountSchema } from './sub-account.schema';

export type RenameSubAccount = {
  /** As it came with the request. */
  subAccountId: string;
  name: string;
  actorId: string;
};

/**
 * Gives the sub-account another name and publishes `tenancy.sub-account.changed.v1`.
 * Problems: 404 `sub_account.not_found`, 403 `permission.missing`, 409 `sub_account.name_taken`.
 */
export const renameSubAccount =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ subAccountId, name, actorId }: RenameSubAccount) =>
    transact(async (tx) => {
      const { subAccount } = await lockSubAccount(tx, subAccountId, actorId);
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
          actor: `user/${actorId}`,
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });
