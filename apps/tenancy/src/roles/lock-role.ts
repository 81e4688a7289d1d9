import type { Acting } from '@tenantry/contracts';
import { type Actor, decideOnRole } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { readActing } from '../access/acting';
import { asId } from '../as-id';
import { visibleTo } from '../directory/visible-to';
import { organizationSchema } from '../organizations/organization.schema';
import { statement } from '../search/statement';
import { roleSchema, type RoleState } from './role.schema';

/**
 * The role, locked until the transaction ends, for an actor who may change it: the first step of every change. While it
 * is locked nobody is given it.
 * @param roleId as it came with the request
 * @throws {Problem} `role.not_found`, `permission.missing`, `grant.not_allowed`
 */
export async function lockRole(
  tx: EntityManager,
  roleId: string,
  acting: Acting,
): Promise<{ role: RoleState; path: string[]; actor: Actor }> {
  const id = asId(roleId);
  const role = id
    ? await tx.findOne(roleSchema, { where: { id }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!role) throw new Problem('role.not_found');
  const { path } = await tx.findOneByOrFail(organizationSchema, { id: role.organizationId });
  const { actor } = await readActing(tx, acting);
  requireAllowed(decideOnRole(actor, path, role), 'role.not_found');
  return { role, path, actor };
}

/** How many users hold the role, whoever sees them; `below`: those of them whose account type is one of these. */
export async function countHolders(
  tx: EntityManager,
  roleId: string,
  below: readonly string[] | null = null,
): Promise<number> {
  const [counted] = await tx.query<{ holders: number }[]>(
    `select count(*)::int as holders from access
     where user_id in (select holders_of($1, null)) and ($2::text[] is null or account_type = any($2))`,
    [roleId, below],
  );
  return counted?.holders ?? 0;
}

/** How many users hold the role whom the actor does not see: of them nothing but the number is told. */
export async function countUnseenHolders(tx: EntityManager, actor: Actor, roleId: string): Promise<number> {
  const { values, bind } = statement();
  const [counted] = await tx.query<{ holders: number }[]>(
    `select count(*)::int as holders from holders_of(${bind(roleId)}, null) as holder (user_id)
     join directory d using (user_id) where not ${visibleTo(actor, bind)}`,
    values,
  );
  return counted?.holders ?? 0;
}
