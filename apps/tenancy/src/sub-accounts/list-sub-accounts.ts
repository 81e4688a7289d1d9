import type { subAccountListSchema, subAccountsQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import { visibleTo } from '../directory/visible-to';
import { findVisibleOrganization } from '../organizations/find-organization';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { statement } from '../search/statement';

type SubAccountList = z.infer<typeof subAccountListSchema>;
type Row = Omit<SubAccountList['items'][number], 'subAccountId'> & { id: string; sortName: string };

/**
 * One page of the sub-accounts of the organization by name, each with how many whom the actor sees are let into it one by one.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for a cursor that is none
 */
export async function listSubAccounts(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  { cursor, limit }: z.infer<typeof subAccountsQuerySchema>,
): Promise<SubAccountList> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'organization.manage', 'user.access', 'user.view');
  const after = fromKeysetCursor(cursor);
  const { values, bind } = statement();
  const own = bind(id);
  const behind = after ? `(s.sort_name, s.id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  const read = await manager.query<Row[]>(
    `select s.id, s.name, s.version, s.sort_name as "sortName", coalesce(let_in.users, 0) as users
     from sub_accounts s left join (
       select entered.id, count(*)::int as users
       from access a join directory d using (user_id), unnest(a.sub_account_ids) as entered (id)
       where a.organization_id = ${own} and a.status <> 'removed' and ${visibleTo(actor, bind)} group by entered.id
     ) let_in using (id)
     where s.organization_id = ${own} and ${behind} order by s.sort_name, s.id limit ${bind(limit + 1)}`,
    values,
  );
  const { rows, nextCursor } = keysetPage(read, limit);
  return {
    items: rows.map(({ id: subAccountId, name, users, version }) => ({ subAccountId, name, users, version })),
    nextCursor,
  };
}
