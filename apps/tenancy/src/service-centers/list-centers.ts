import type { serviceCenterPageSchema, serviceCentersQuerySchema } from '@tenantry/contracts';
import { type Actor, ownsServiceCenter } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { matching, wordsOf } from '../search/matching';
import { statement } from '../search/statement';
import { findCenters, organizationFor } from './find-centers';
import { requireOrganization } from './require-organization';

type ServiceCenterPage = z.infer<typeof serviceCenterPageSchema>;
type Row = { id: string; sortName: string; customers: number; entities: number };

/**
 * One page of the service centers of an organization and of those shared with it, by name (A6).
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for what is no cursor
 */
export async function listCenters(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  { q, cursor, limit }: z.infer<typeof serviceCentersQuerySchema>,
): Promise<ServiceCenterPage> {
  const after = fromKeysetCursor(cursor);
  const organization = await requireOrganization(manager, actor, organizationId);
  const { values, bind } = statement();
  const id = bind(organization.id);
  const behind = after ? `(c.sort_name, c.id) > (${bind(after.key)}::text, ${bind(after.id)}::uuid)` : 'true';
  const matches = matching(wordsOf(q), { search: 'c.search', id: 'c.id' }, bind);
  const found = await manager.query<Row[]>(
    `with page as materialized (
       select c.id, c.sort_name from service_centers c
       where (c.organization_id = ${id}
         or c.id in (select s.center_id from service_center_shares s where s.organization_id = ${id}))
         and ${behind} and ${matches}
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
    manager,
    rows.map((row) => row.id),
  );
  return {
    items: rows.flatMap((row) => {
      const center = centers.get(row.id);
      if (!center) return [];
      return {
        serviceCenterId: row.id,
        name: center.name,
        organization: organizationFor(actor, center),
        shared: center.organization.organizationId !== organization.id,
        customers: row.customers,
        entities: row.entities,
        owned: ownsServiceCenter(actor, center),
      };
    }),
    nextCursor,
  };
}
