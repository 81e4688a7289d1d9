import type { administratorListSchema } from '@tenantry/contracts';
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
import type { z } from 'zod';
import { visibleTo } from '../directory/visible-to';
import { findVisibleOrganization } from '../organizations/find-organization';
import { statement } from '../search/statement';
import { findAccess, toSubject } from './find-access';

type AdministratorList = z.infer<typeof administratorListSchema>;
type Named = Omit<AdministratorList['items'][number], 'accountType' | 'mirror'>;

const most = 50;
const looking: readonly Permission[] = ['user.view', 'user.export'];
/** To look at users is not yet to manage them. */
const managing: readonly Permission[] = userManagement.filter((permission) => !looking.includes(permission));

/**
 * The active administrators of an organization who manage users, of those whom the actor sees, each with whether the actor
 * may act as them (A12): masters first, then by name.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`
 */
export async function listAdministrators(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
): Promise<AdministratorList> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  const named = await findNamed(manager, actor, id);
  const people = await findAccess(
    manager,
    named.map(({ userId }) => userId),
  );
  return {
    items: named.flatMap((person) => {
      const access = people.get(person.userId);
      if (!access) return [];
      const mirror = decideOnUser(actor, 'user.mirror', toSubject(access), access.activeMasters);
      return { ...person, accountType: access.accountType, mirror };
    }),
  };
}

function findNamed(manager: EntityManager, actor: Actor, organizationId: string): Promise<Named[]> {
  const { values, bind } = statement();
  const builtIn = (builtInRoles as readonly Role[]).filter((role) =>
    role.permissions.some((permission) => managing.includes(permission)),
  );
  return manager.query<Named[]>(
    `select d.user_id as "userId", d.user_name as "userName", d.first_name as "firstName", d.last_name as "lastName", d.email
     from access a join directory d using (user_id)
     where a.organization_id = ${bind(organizationId)} and a.status = 'active' and ${visibleTo(actor, bind)}
       and (a.account_type = 'master' or a.account_type = 'privileged' and (
         a.role_ids && ${bind(builtIn.map((role) => role.id))}::text[]
         or exists (
           select from roles r
           where r.id::text = any(a.role_ids) and r.lowest_account_type <> 'master'
             and r.permissions && ${bind(managing)}::text[]
         )
       ))
     order by d.rank = ${bind(rank('master'))} desc, d.sort_name, d.user_id limit ${most}`,
    values,
  );
}
