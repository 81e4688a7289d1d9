import type { grantableSchema } from '@tenantry/contracts';
import {
  accountTypes,
  type Actor,
  decideOnGrant,
  decideOnInvitation,
  type Decision,
  type GrantedAccess,
} from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { findModules } from '../modules/find-modules';
import { findVisibleOrganization } from '../organizations/find-organization';
import { builtInRoleViews, findOwnRoles, toRoleView } from '../roles/find-roles';
import { findSubAccounts } from '../sub-accounts/find-sub-accounts';
import { requirePermission } from './acting';

/**
 * What there is to give to a user of the organization, each with whether the actor may give it (A2–A4).
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function listGrantable(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
): Promise<z.infer<typeof grantableSchema>> {
  const organization = await findVisibleOrganization(manager, actor, organizationId);
  const { id, path } = organization;
  requirePermission(actor, 'user.access', 'user.invite');
  const decide = (part: Partial<GrantedAccess>): Decision =>
    decideOnGrant(actor, path, { ...nothing, ...part }, null);

  const ownRoles = await findOwnRoles(manager, { organizationIds: path });
  const modules = await findModules(manager);
  const subAccounts = await findSubAccounts(manager, id);
  return {
    organizationId: id,
    accountTypes: accountTypes.map((accountType) => ({
      accountType,
      decision: decide({ accountType }),
      decisionForNewcomer: decideOnInvitation(actor, organization, accountType),
    })),
    roles: [
      ...builtInRoleViews.map((view) => ({ view, organizationPath: null })),
      ...ownRoles.map((role) => ({ view: toRoleView(actor, role), organizationPath: role.organizationPath })),
    ].map(({ view, organizationPath }) => {
      const { roleId, lowestAccountType, permissions } = view;
      const role = { id: roleId, lowestAccountType, permissions, organizationPath };
      return { ...view, decision: decide({ accountType: lowestAccountType, roles: [role] }) };
    }),
    modules: modules.map(({ key, name, adminOnly }) => ({
      key,
      name,
      adminOnly,
      decision: decide({
        accountType: adminOnly ? 'privileged' : 'standard',
        modules: [{ key, adminOnly }],
      }),
    })),
    subAccounts: subAccounts.map((subAccount) => ({
      ...subAccount,
      decision: decide({ subAccounts: [{ id: subAccount.subAccountId, organizationId: id }] }),
    })),
    allSubAccounts: decide({ subAccounts: null }),
  };
}

/** The access beside which each part is looked at alone: no sub-account, because all of them are a grant. */
const nothing: GrantedAccess = { accountType: 'standard', roles: [], modules: [], subAccounts: [] };
