import type { roleListSchema, roleSchema, rolesQuerySchema } from '@tenantry/contracts';
import { type Actor, decideOnRole, refused } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import type { Database } from '../access/find-access';
import { asId } from '../as-id';
import { visibleTo } from '../directory/visible-to';
import { findVisibleOrganization } from '../organizations/find-organization';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { statement } from '../search/statement';
import { builtInRoleViews, findOwnRoles, type OwnRole, toRoleView } from './find-roles';

type Role = z.infer<typeof roleSchema>;

/**
 * One page of the roles that users of the organization can hold: first those that are built in, then those made by
 * organizations above it, and its own.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for a cursor that is none
 */
export async function listRoles(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  { cursor, limit }: z.infer<typeof rolesQuerySchema>,
): Promise<z.infer<typeof roleListSchema>> {
  const { path } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'role.manage', 'user.access', 'user.view');
  const after = fromKeysetCursor(cursor);
  const { rows: own, nextCursor } = keysetPage(
    await findOwnRoles(manager, { organizationIds: path, after, limit: limit + 1 }),
    limit,
  );
  // Nobody changes what the product brings along.
  const change = refused('not_operator', true);
  return {
    items: [
      ...(after ? [] : builtInRoleViews.map((view) => ({ ...view, version: 0, holders: null, change }))),
      ...(await withHolders(manager, actor, own)),
    ],
    nextCursor,
  };
}

/**
 * One role that an organization has made.
 * @param roleId as it came with the request
 * @throws {Problem} `role.not_found` where it was made by an organization that is neither above the actor's nor below,
 * `permission.missing`
 */
export async function getRole(database: Database, actor: Actor, roleId: string): Promise<Role> {
  const id = asId(roleId);
  const [own] = id ? await findOwnRoles(database, { ids: [id] }) : [];
  const decision = own && decideOnRole(actor, own.organizationPath, own);
  if (!own || (decision?.allowed === false && !decision.visible)) throw new Problem('role.not_found');
  requirePermission(actor, 'role.manage', 'user.access', 'user.view');
  const [role] = await withHolders(database, actor, [own]);
  if (!role) throw new Problem('role.not_found');
  return role;
}

async function withHolders(database: Database, actor: Actor, roles: readonly OwnRole[]): Promise<Role[]> {
  const { values, bind } = statement();
  const counted = await database.query<{ id: string; holders: number }[]>(
    `select role.id, (
       select count(*)::int from (
         select from holders_of(role.id, 1000) as holder (user_id) join directory d using (user_id)
         where ${visibleTo(actor, bind)}
       ) held
     ) as holders from unnest(${bind(roles.map(({ id }) => id))}::text[]) as role (id)`,
    values,
  );
  const holders = new Map(counted.map((row) => [row.id, row.holders]));
  return roles.map((role) => ({
    ...toRoleView(actor, role),
    version: role.version,
    holders: holders.get(role.id) ?? 0,
    change: decideOnRole(actor, role.organizationPath, role),
  }));
}
