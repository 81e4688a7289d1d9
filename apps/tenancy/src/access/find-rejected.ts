import { accessChanged, accessRejected, type FactsOf, type userAccessSchema } from '@tenantry/contracts';
import type { z } from 'zod';
import { findModules } from '../modules/find-modules';
import { findOwnRoles } from '../roles/find-roles';
import { findSubAccounts } from '../sub-accounts/find-sub-accounts';
import type { Access, Database } from './find-access';

type Rejected = z.infer<typeof userAccessSchema>['rejected'];

/**
 * What was to be granted to the user and could not be (rules, Newcomers), until their access is changed the next time:
 * with the names of what there still is in their organization or above it.
 */
export async function findRejected(database: Database, user: Access): Promise<Rejected> {
  const [last] = await database.query<{ type: string; at: Date; facts: FactsOf<typeof accessRejected> }[]>(
    `select type, occurred_at as at, data as facts from event_log
     where subject = $1 and type = any($2) order by version desc limit 1`,
    [`access/${user.userId}`, [accessChanged.type, accessRejected.type]],
  );
  if (last?.type !== accessRejected.type) return null;
  const { rule, refused } = last.facts;
  const roles = await findOwnRoles(database, { ids: refused.roleIds });
  const modules = await findModules(database);
  const subAccounts = await findSubAccounts(database, user.organizationId);
  return {
    at: last.at.toISOString(),
    rule,
    roles: refused.roleIds.map((roleId) => {
      const role = roles.find(({ id, organizationPath }) => id === roleId && isAbove(organizationPath, user));
      return { roleId, name: role?.name ?? null };
    }),
    modules: refused.modules.map((key) => ({
      key,
      name: modules.find((module) => module.key === key)?.name ?? null,
    })),
    subAccounts: refused.subAccountIds.map((subAccountId) => ({
      subAccountId,
      name: subAccounts.find((one) => one.subAccountId === subAccountId)?.name ?? null,
    })),
  };
}

const isAbove = (path: readonly string[], user: Access): boolean =>
  path.every((id, depth) => user.path[depth] === id);
