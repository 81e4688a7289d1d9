import { type userAccessSchema, userActSchema } from '@tenantry/contracts';
import { type Actor, decideOnUser, sees } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { z } from 'zod';
import { asId } from '../as-id';
import { findModules } from '../modules/find-modules';
import { visiblePath } from '../organizations/visible-path';
import { builtInRoleViews, findOwnRoles, toRoleView } from '../roles/find-roles';
import { findSubAccounts } from '../sub-accounts/find-sub-accounts';
import { type Database, findAccess, toActor, toSubject } from './find-access';
import { findRejected } from './find-rejected';

/**
 * What the user may do, and for each act whether the actor may do it to them, and if not, why (A9).
 * @param userId as it came with the request
 * @throws {Problem} `user.not_found` for whomever the actor does not see, known or not
 */
export async function getUserAccess(
  database: Database,
  actor: Actor,
  userId: string,
): Promise<z.infer<typeof userAccessSchema>> {
  const id = asId(userId);
  const user = id ? (await findAccess(database, [id])).get(id) : undefined;
  if (!user || !sees(actor, toSubject(user)).allowed) throw new Problem('user.not_found');
  const ownRoles = await findOwnRoles(database, { ids: user.roleIds });
  return {
    userId: user.userId,
    accountType: user.accountType,
    organization: {
      organizationId: user.organizationId,
      name: user.organizationName,
      kind: user.organizationKind,
      path: await visiblePath(database, actor, user.path),
    },
    roles: [
      ...builtInRoleViews.filter(({ roleId }) => user.roleIds.includes(roleId)),
      ...ownRoles.map((role) => toRoleView(actor, role)),
    ],
    modules: (await findModules(database))
      .filter(({ key }) => user.modules.includes(key))
      .map(({ key, name, adminOnly }) => ({ key, name, adminOnly })),
    subAccounts: user.subAccountIds && (await namesOf(database, user)),
    permissions: [...toActor(user).permissions],
    version: user.version,
    acts: userActSchema.options.map((act) => ({
      act,
      decision: decideOnUser(actor, act, toSubject(user), user.activeMasters),
    })),
    rejected: await findRejected(database, user),
  };
}

async function namesOf(
  database: Database,
  user: { organizationId: string; subAccountIds: readonly string[] | null },
): Promise<{ subAccountId: string; name: string }[]> {
  const subAccounts = await findSubAccounts(database, user.organizationId);
  return subAccounts.filter(({ subAccountId }) => user.subAccountIds?.includes(subAccountId));
}
