import type { administratorListSchema, administratorsQuerySchema } from '@tenantry/contracts';
import {
  type Actor,
  builtInRoles,
  decideOnUser,
  type Permission,
  rank,
  type Role,
  userManagement,
} from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { visibleTo } from '../directory/visible-to';
import { findVisibleOrganization } from '../organizations/find-organization';
import { fromKeysetCursor, type Keyset, keysetPage } from '../search/keyset';
import { statement } from '../search/statement';
import { findAccess, toSubject } from './find-access';

type AdministratorList = z.infer<typeof administratorListSchema>;
type Item = AdministratorList['items'][number];
type Named = Omit<Item, 'userId' | 'accountType' | 'mirror'> & { id: string; sortName: string };

/** Masters, then everybody else; and the name. */
const position = z.string().regex(/^[01][^\0]*$/);
const looking: readonly Permission[] = ['user.view', 'user.export'];
/** To look at users is not yet to manage them. */
const managing: readonly Permission[] = userManagement.filter((permission) => !looking.includes(permission));

/**
 * One page of the active administrators of an organization who manage users, of those whom the actor sees, each with whether the actor
 * may act as them (A12): masters first, then by name.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, or `request.invalid` for what is no cursor
 */
export async function listAdministrators(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  { cursor, limit }: z.infer<typeof administratorsQuerySchema>,
): Promise<AdministratorList> {
  const after = fromKeysetCursor(cursor, position);
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  const named = await findNamed(manager, actor, { organizationId: id, after, limit: limit + 1 });
  const { rows, nextCursor } = keysetPage(named, limit);
  const people = await findAccess(
    manager,
    rows.map((row) => row.id),
  );
  return {
    items: rows.flatMap(({ id: userId, userName, firstName, lastName, email }): Item[] => {
      const access = people.get(userId);
      if (!access) return [];
      const mirror = decideOnUser(actor, 'user.mirror', toSubject(access), access.activeMasters);
      return [{ userId, userName, firstName, lastName, email, accountType: access.accountType, mirror }];
    }),
    nextCursor,
  };
}

type Page = { organizationId: string; after: Keyset | undefined; limit: number };

function findNamed(
  manager: EntityManager,
  actor: Actor,
  { organizationId, after, limit }: Page,
): Promise<Named[]> {
  const { values, bind } = statement();
  const place = `(d.rank <> ${bind(rank('master'))})::int`;
  const behind = after
    ? `(${place}, d.sort_name, d.user_id) > (${bind(Number(after.key[0]))}::int, ${bind(after.key.slice(1))}, ${bind(after.id)}::uuid)`
    : 'true';
  const builtIn = (builtInRoles as readonly Role[]).filter((role) =>
    role.permissions.some((permission) => managing.includes(permission)),
  );
  return manager.query<Named[]>(
    `select d.user_id as id, ${place}::text || d.sort_name as "sortName", d.user_name as "userName", d.first_name as "firstName", d.last_name as "lastName", d.email
     from access a join directory d using (user_id)
     where a.organization_id = ${bind(organizationId)} and a.status = 'active' and ${visibleTo(actor, bind)} and ${behind}
       and (a.account_type = 'master' or a.account_type = 'privileged' and (
         a.role_ids && ${bind(builtIn.map((role) => role.id))}::text[]
         or exists (
           select from roles r
           where r.id::text = any(a.role_ids) and r.lowest_account_type <> 'master'
             and r.permissions && ${bind(managing)}::text[]
         )
       ))
     order by ${place}, d.sort_name, d.user_id limit ${bind(limit)}`,
    values,
  );
}
