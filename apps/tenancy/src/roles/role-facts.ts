import type { FactsOf, roleChanged } from '@tenantry/contracts';
import type { RoleState } from './role.schema';

/** The role as its events tell it. */
export const roleFacts = (role: RoleState): FactsOf<typeof roleChanged> => ({
  roleId: role.id,
  organizationId: role.organizationId,
  name: role.name,
  description: role.description,
  lowestAccountType: role.lowestAccountType,
  permissions: role.permissions,
});
