import type { Acting } from '@tenantry/contracts';
import { type Actor, decideOnRole } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { readActing } from '../access/acting';
import { asId } from '../as-id';
import { organizationSchema } from '../organizations/organization.schema';
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
