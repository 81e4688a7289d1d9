import { type Acting, type createRoleRequestSchema, roleCreated } from '@tenantry/contracts';
import { decideOnRole, isConsistent } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { type Once, Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { readActing } from '../access/acting';
import { findVisibleOrganization } from '../organizations/find-organization';
import { sortKey } from '../search/fold';
import type { Transact } from '../transact';
import { withUniqueName } from '../unique-name';
import { roleFacts } from './role-facts';
import { roleNames, roleSchema, type RoleState } from './role.schema';

export type CreateRole = z.infer<typeof createRoleRequestSchema> & {
  /** As it came with the request. */
  organizationId: string;
  acting: Acting;
};

/**
 * Makes a role of the organization and publishes `tenancy.role.created.v1` (A2).
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, `grant.not_allowed`, 422 `role.for_administrators`,
 * 409 `role.name_taken`.
 */
export const createRole =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ organizationId, acting, name, description, lowestAccountType, permissions }: CreateRole, once?: Once) =>
    transact(async (tx) => {
      const { actor } = await readActing(tx, acting);
      const organization = await findVisibleOrganization(tx, actor, organizationId);
      const form = { lowestAccountType, permissions: [...new Set(permissions)] };
      requireAllowed(decideOnRole(actor, organization.path, form), 'organization.not_found');
      if (!isConsistent(form)) throw new Problem('role.for_administrators');

      const at = clock();
      const role: RoleState = {
        id: randomUUID(),
        organizationId: organization.id,
        name,
        description,
        ...form,
        version: 1,
        createdAt: at,
        sortName: sortKey(name),
      };
      await withUniqueName(roleNames, 'role.name_taken', () => tx.insert(roleSchema, role));
      const subject = `role/${role.id}`;
      await appendEvents(tx, [
        draft({
          event: roleCreated,
          subject,
          version: 1,
          facts: roleFacts(role),
          ...writtenBy(acting),
          occurredAt: at,
        }),
      ]);
      return { subject, version: 1, roleId: role.id };
    }, once);
