import type { availableServiceCentersQuerySchema, availableServiceCentersSchema } from '@tenantry/contracts';
import { type Actor, decideOnUser } from '@tenantry/domain';
import { requireAllowed } from '@tenantry/service-defaults';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { matching, wordsOf } from '../search/matching';
import { statement } from '../search/statement';
import { findPair } from './binding-world';
import { findCenters, organizationFor } from './find-centers';

type Row = { id: string; sortName: string; customers: number; entities: number };

/**
 * One page of the service centers that the actor may bind the user to, by name: those that they own and that users of
 * this organization may be bound to, without those that the user is bound to already.
 * @throws {Problem} `user.not_found`, `permission.missing`, `user.self`, `request.invalid` for what is no cursor
 */
export async function listAvailableCenters(
  database: Database,
  { actor: by, userId }: { actor: Actor; userId: string },
  { q, cursor, limit }: z.infer<typeof availableServiceCentersQuerySchema>,
): Promise<z.infer<typeof availableServiceCentersSchema>> {
  const after = fromKeysetCursor(cursor);
  const { actor, user, access } = await findPair(database, by, userId);
  requireAllowed(decideOnUser(actor, 'user.access', user, 0), 'user.not_found');
  const { values, bind } = statement();
  const organization = bind(access.organizationId);
  // Every center that may be bound to users of their subtree is a master's, see `ownsCenter`.
  const owned = actor.accountType === 'master' ? 'true' : `c.id = any(${bind(actor.ownedCenters)}::uuid[])`;
  const behind = after ? `(c.sort_name, c.id) > (${bind(after.key)}::text, ${bind(after.id)}::uuid)` : 'true';
  const found = await database.query<Row[]>(
    `with page as materialized (
       select c.id, c.sort_name from service_centers c join organizations o on o.id = c.organization_id
       where (o.path @> array[${organization}]::uuid[]
         or c.id in (select s.center_id from service_center_shares s where s.organization_id = ${organization}))
         and ${owned} and ${behind} and ${matching(wordsOf(q), { search: 'c.search', id: 'c.id' }, bind)}
         and not exists (select from bindings b where b.user_id = ${bind(access.userId)} and b.center_id = c.id)
       order by c.sort_name, c.id limit ${bind(limit + 1)}
     )
     select page.id, page.sort_name as "sortName",
       count(p.id) filter (where p.kind = 'customer')::int as customers,
       count(p.id) filter (where p.kind = 'entity')::int as entities
     from page left join service_center_parts p on p.center_id = page.id
     group by page.id, page.sort_name order by page.sort_name, page.id`,
    values,
  );
  const { rows, nextCursor } = keysetPage(found, limit);
  const centers = await findCenters(
    database,
    rows.map(({ id }) => id),
  );
  return {
    items: rows.flatMap(({ id, customers, entities }) => {
      const center = centers.get(id);
      if (!center) return [];
      const organizationShown = organizationFor(actor, center);
      return {
        serviceCenterId: id,
        name: center.name,
        organization: organizationShown,
        customers,
        entities,
      };
    }),
    nextCursor,
  };
}
