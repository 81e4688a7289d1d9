import type { organizationChildrenQuerySchema, organizationChildrenSchema } from '@tenantry/contracts';
import { type Actor, administers } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { matching, wordsOf } from '../search/matching';
import { statement } from '../search/statement';
import { findVisibleOrganization } from './find-organization';

type Children = z.infer<typeof organizationChildrenSchema>;
type ChildrenQuery = z.infer<typeof organizationChildrenQuerySchema>;

/**
 * The organizations directly below one that the actor sees, by name: the tree is loaded as it opens (A1).
 * @throws {Problem} `organization.not_found`, or `request.invalid` for a cursor that is none
 */
export async function listChildren(
  manager: EntityManager,
  actor: Actor,
  id: string | undefined,
  query: ChildrenQuery,
): Promise<Children> {
  const parent = await findVisibleOrganization(manager, actor, id);
  // Who administers nothing sees their own organization and none below it.
  if (!administers(actor)) return { items: [], nextCursor: null };
  return childrenOf(manager, parent.id, query);
}

type ChildRow = Children['items'][number] & { id: string; sortName: string };

/**
 * One page of the organizations directly below this one, of those that match. The first child is asked for by name, so that the index gives
 * it: a plain `exists` is planned as a scan that ends soon, and for a leaf it reads the whole table.
 */
export async function childrenOf(
  database: Database,
  parentId: string,
  { q, cursor, limit }: ChildrenQuery,
): Promise<Children> {
  const after = fromKeysetCursor(cursor);
  const { values, bind } = statement();
  const below = `o.parent_id = ${bind(parentId)}`;
  const behind = after ? `(o.sort_name, o.id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  const matches = matching(wordsOf(q), { search: 'o.search', id: 'o.id' }, bind);
  const read = await database.query<ChildRow[]>(
    `select o.id, o.name, o.kind, o.status, o.sort_name as "sortName",
       (select c.id from organizations c where c.parent_id = o.id order by c.sort_name, c.id limit 1) is not null as "hasChildren"
     from organizations o where ${below} and ${behind} and ${matches}
     order by o.sort_name, o.id limit ${bind(limit + 1)}`,
    values,
  );
  const { rows, nextCursor } = keysetPage(read, limit);
  return {
    items: rows.map(({ id, name, kind, status, hasChildren }) => ({
      organizationId: id,
      name,
      kind,
      status,
      hasChildren,
    })),
    nextCursor,
  };
}
