import { type Acting, subAccountCreated } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { randomUUID } from 'node:crypto';
import { readActing, requirePermission } from '../access/acting';
import { findVisibleOrganization } from '../organizations/find-organization';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { subAccountNames, subAccountSchema } from './sub-account.schema';
import { type Once, writtenBy } from '@tenantry/service-defaults';

export type CreateSubAccount = {
  /** As it came with the request. */
  organizationId: string;
  name: string;
  acting: Acting;
};

/**
 * Makes a sub-account of the organization and publishes `tenancy.sub-account.created.v1` (A4).
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 409 `sub_account.name_taken`.
 */
export const createSubAccount =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ organizationId: typedId, name, acting }: CreateSubAccount, once?: Once) =>
    transact(async (tx) => {
      const { actor } = await readActing(tx, acting);
      const { id: organizationId } = await findVisibleOrganization(tx, actor, typedId);
      requirePermission(actor, 'organization.manage');
      const at = clock();
      const id = randomUUID();
      const subAccount = { id, organizationId, name, version: 1, createdAt: at, sortName: sortKey(name) };
      await withUniqueName(subAccountNames, 'sub_account.name_taken', () =>
        tx.insert(subAccountSchema, subAccount),
      );
      const subject = `sub-account/${id}`;
      await appendEvents(tx, [
        draft({
          event: subAccountCreated,
          subject,
          version: 1,
          facts: { subAccountId: id, organizationId, name },
          ...writtenBy(acting),
          occurredAt: at,
        }),
      ]);
      return { subject, version: 1, subAccountId: id };
    }, once);
