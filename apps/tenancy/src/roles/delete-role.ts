import { type Acting, roleDeleted } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, writtenBy } from '@tenantry/service-defaults';
import type { Transact } from '../transact';
import { countHolders, lockRole } from './lock-role';
import { roleSchema } from './role.schema';

export type DeleteRole = {
  /** As it came with the request. */
  roleId: string;
  acting: Acting;
};

/**
 * Deletes a role that nobody holds and publishes `tenancy.role.deleted.v1`.
 * Problems: 404 `role.not_found`, 403 `permission.missing`, `grant.not_allowed`, 409 `role.held` with the number of holders,
 * also of those whom the actor does not see.
 */
export const deleteRole =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ roleId, acting }: DeleteRole) =>
    transact(async (tx) => {
      const { role } = await lockRole(tx, roleId, acting);
      const holders = await countHolders(tx, role.id);
      if (holders > 0) throw new Problem('role.held', { extensions: { holders } });
      await tx.delete(roleSchema, { id: role.id });
      const subject = `role/${role.id}`;
      const version = role.version + 1;
      await appendEvents(tx, [
        draft({
          event: roleDeleted,
          subject,
          version,
          facts: { roleId: role.id, organizationId: role.organizationId, name: role.name },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });
