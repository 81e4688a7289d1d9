import type { Acting, editOrganizationRequestSchema, OrganizationResult } from '@tenantry/contracts';
import type { z } from 'zod';
import type { Transact } from '../transact';
import { changedEvent } from './changed-event';
import { changeOrganization, lockOrganization } from './change-organization';
import { foldedName } from './create-organization';
import { resultFor } from './result-for';

export type EditOrganization = z.infer<typeof editOrganizationRequestSchema>;

/**
 * Changes name and details (A1). Values that are so already change nothing and publish nothing.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 409 `organization.changed`.
 */
export const editOrganization =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (
    acting: Acting,
    id: string | undefined,
    { version, ...given }: EditOrganization,
  ): Promise<OrganizationResult> =>
    transact(async (tx) => {
      const { actor, organization: before } = await lockOrganization(
        tx,
        acting,
        id,
        'organization.edit',
        version,
      );
      const changed = Object.fromEntries(
        Object.entries(given).filter(([key, value]) => before[key as keyof typeof given] !== value),
      );
      if (Object.keys(changed).length > 0) {
        const after = { ...before, ...changed };
        const folded = foldedName(after.name, after.reference);
        await changeOrganization(
          tx,
          before,
          { ...changed, ...folded },
          { ...changedEvent(after), acting, at: clock() },
        );
      }
      return resultFor(tx, actor, before.id);
    });
