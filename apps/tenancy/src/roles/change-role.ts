import { type Acting, type changeRoleRequestSchema, roleChanged } from '@tenantry/contracts';
import { accountTypes, decideOnRole, isConsistent, ranksAtLeast } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { countHolders, countUnseenHolders, lockRole } from './lock-role';
import { roleFacts } from './role-facts';
import { roleNames, roleSchema, type RoleState } from './role.schema';

export type ChangeRole = z.infer<typeof changeRoleRequestSchema> & {
  /** As it came with the request. */
  roleId: string;
  acting: Acting;
};

/**
 * Changes the role, and with it at once what everybody may do who holds it, and publishes `tenancy.role.changed.v1`
 * (A2). What is left out stays, and what changes nothing is no event. What a role lets its holders do is changed by who
 * sees them all (A8): nobody reaches further through a role than otherwise.
 * Problems: 404 `role.not_found`, 403 `permission.missing`, `grant.not_allowed`, 409 `role.changed`, `role.name_taken`,
 * `role.held_unseen` with their number, `role.held` where accounts hold it that would be too low for it, 422 `role.for_administrators`.
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
        version,
      };
      requireAllowed(decideOnRole(actor, path, changed), 'role.not_found');
      if (!isConsistent(changed)) throw new Problem('role.for_administrators');
      const subject = `role/${role.id}`;
      const reaches = letsDo(changed) !== letsDo(role);
      if (!reaches && isDeepStrictEqual({ ...changed, permissions: role.permissions }, role))
        return { subject, version };
      if (reaches) {
        const unseen = await countUnseenHolders(tx, actor, role.id);
        if (unseen > 0) throw new Problem('role.held_unseen', { extensions: { holders: unseen } });
      }
      const tooLow = accountTypes.filter((type) => !ranksAtLeast(type, changed.lowestAccountType));
      const holders = await countHolders(tx, role.id, tooLow);
      if (holders > 0) throw new Problem('role.held', { extensions: { holders } });

      await withUniqueName(roleNames, 'role.name_taken', () =>
        tx.update(roleSchema, { id: role.id }, { ...changed, version: version + 1 }),
      );
      await appendEvents(tx, [
        draft({
          event: roleChanged,
          subject,
          version: version + 1,
          facts: roleFacts(changed),
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version: version + 1 };
    });

/** What the role lets its holders do, to be compared. */
const letsDo = ({ lowestAccountType, permissions }: RoleState): string =>
  [lowestAccountType, ...[...permissions].sort()].join(' ');
