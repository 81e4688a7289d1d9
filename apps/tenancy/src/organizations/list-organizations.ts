import type { organizationListSchema, organizationsQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { matching, wordsOf } from '../search/matching';
import { statement } from '../search/statement';
import { visibleOrganizations } from './visible-organizations';

type OrganizationList = z.infer<typeof organizationListSchema>;

/** The organizations of the actor's subtree whose name or id matches, by name. */
export async function listOrganizations(
  database: Database,
  actor: Actor,
  { q, limit }: z.infer<typeof organizationsQuerySchema>,
): Promise<OrganizationList> {
  const { values, bind } = statement();
  const visible = visibleOrganizations(actor, bind);
  const matches = matching(wordsOf(q), { search: 'o.search', id: 'o.id' }, bind);
  const items = await database.query<OrganizationList['items']>(
    `with found as materialized (
       select o.id, o.name, o.kind, o.status, o.path, o.sort_name from organizations o
       where ${visible} and ${matches}
       order by o.sort_name, o.id limit ${bind(limit)}
     )
     select f.id as "organizationId", f.name, f.kind, f.status, (
       select array_agg(above.name order by step.position)
       from unnest(f.path) with ordinality as step (id, position) join organizations above using (id)
       where step.position >= array_position(f.path, ${bind(actor.organizationId)}::uuid)
     ) as path
     from found f order by f.sort_name, f.id`,
    values,
  );
  return { items };
}
