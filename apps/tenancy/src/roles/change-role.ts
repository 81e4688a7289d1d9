import { type Acting, type changeRoleRequestSchema, roleChanged } from '@tenantry/contracts';
import { accountTypes, decideOnRole, isConsistent, ranksAtLeast } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import type { z } from 'zod';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { countHolders, lockRole } from './lock-role';
import { roleFacts } from './role-facts';
import { roleNames, roleSchema, type RoleState } from './role.schema';

export type ChangeRole = z.infer<typeof changeRoleRequestSchema> & {
  /** As it came with the request. */
  roleId: string;
  acting: Acting;
};

/**
 * Changes the role, and with it at once what everybody may do who holds it, and publishes `tenancy.role.changed.v1`
 * (A2). What is left out stays.
 * Problems: 404 `role.not_found`, 403 `permission.missing`, `grant.not_allowed`, 409 `role.changed`, `role.name_taken`,
 * `role.held` where accounts hold it that would be too low for it, 422 `role.for_administrators`.
 */
export const changeRole =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ roleId, acting, version, ...change }: ChangeRole) =>
    transact(async (tx) => {
      const { role, path, actor } = await lockRole(tx, roleId, acting);
      if (role.version !== version)
        throw new Problem('role.changed', { extensions: { version: role.version } });

      const name = change.name ?? role.name;
      const changed: RoleState = {
        ...role,
        name,
        description: change.description ?? role.description,
        lowestAccountType: change.lowestAccountType ?? role.lowestAccountType,
        permissions: [...new Set(change.permissions ?? role.permissions)],
        sortName: sortKey(name),
        version: version + 1,
      };
      requireAllowed(decideOnRole(actor, path, changed), 'role.not_found');
      if (!isConsistent(changed)) throw new Problem('role.for_administrators');
      const tooLow = accountTypes.filter((type) => !ranksAtLeast(type, changed.lowestAccountType));
      const holders = await countHolders(tx, role.id, tooLow);
      if (holders > 0) throw new Problem('role.held', { extensions: { holders } });

      await withUniqueName(roleNames, 'role.name_taken', () =>
        tx.update(roleSchema, { id: role.id }, changed),
      );
      const subject = `role/${role.id}`;
      await appendEvents(tx, [
        draft({
          event: roleChanged,
          subject,
          version: changed.version,
          facts: roleFacts(changed),
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version: changed.version };
    });
