import { type Acting, subAccountChanged } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, writtenBy } from '@tenantry/service-defaults';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { lockSubAccount } from './lock-sub-account';
import { subAccountNames, subAccountSchema } from './sub-account.schema';

export type RenameSubAccount = {
  /** As it came with the request. */
  subAccountId: string;
  name: string;
  /** The one that was read. */
  version: number;
  acting: Acting;
};

/**
 * Gives the sub-account another name and publishes `tenancy.sub-account.changed.v1`. What changes nothing is no event.
 * Problems: 404 `sub_account.not_found`, 403 `permission.missing`, 409 `sub_account.changed`,
 * `sub_account.name_taken`.
 */
export const renameSubAccount =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ subAccountId, name, version, acting }: RenameSubAccount) =>
    transact(async (tx) => {
      const { subAccount } = await lockSubAccount(tx, subAccountId, acting);
      const { id, organizationId } = subAccount;
      if (subAccount.version !== version)
        throw new Problem('sub_account.changed', { extensions: { version: subAccount.version } });
      const subject = `sub-account/${id}`;
      if (name === subAccount.name) return { subject, version };
      await withUniqueName(subAccountNames, 'sub_account.name_taken', () =>
        tx.update(subAccountSchema, { id }, { name, sortName: sortKey(name), version: version + 1 }),
      );
      await appendEvents(tx, [
        draft({
          event: subAccountChanged,
          subject,
          version: version + 1,
          facts: { subAccountId: id, organizationId, name },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version: version + 1 };
    });
