import type { subAccountListSchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import { visibleTo } from '../directory/visible-to';
import { findVisibleOrganization } from '../organizations/find-organization';
import { statement } from '../search/statement';

type SubAccountList = z.infer<typeof subAccountListSchema>;

/**
 * The sub-accounts of the organization by name, each with how many whom the actor sees are let into it one by one.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function listSubAccounts(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
): Promise<SubAccountList> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'organization.manage', 'user.access', 'user.view');
  const { values, bind } = statement();
  const own = bind(id);
  const items = await manager.query<SubAccountList['items']>(
    `select s.id as "subAccountId", s.name, s.version, coalesce(let_in.users, 0) as users
     from sub_accounts s left join (
       select entered.id, count(*)::int as users
       from access a join directory d using (user_id), unnest(a.sub_account_ids) as entered (id)
       where a.organization_id = ${own} and a.status <> 'removed' and ${visibleTo(actor, bind)} group by entered.id
     ) let_in using (id)
     where s.organization_id = ${own} order by s.sort_name`,
    values,
  );
  return { items };
}
