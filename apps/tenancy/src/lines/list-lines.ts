import type { linePageSchema, linesQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findAdministered } from '../organizations/find-administered';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { matching, wordsOf } from '../search/matching';
import { statement } from '../search/statement';
import { lineColumns, lineJoins, type LineRow, toLine } from './line-rows';

type LinesQuery = z.infer<typeof linesQuerySchema>;
type LinePage = z.infer<typeof linePageSchema>;

/**
 * The lines that an organization holds or has assigned on, by identifier (A1).
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for a cursor that is none
 */
export async function listLines(
  manager: EntityManager,
  actor: Actor,
  organizationId: string | undefined,
  query: LinesQuery,
): Promise<LinePage> {
  const organization = await findAdministered(manager, actor, organizationId);
  return linesOf(manager, organization.id, query);
}

/** One page of the lines of this organization. */
export async function linesOf(
  database: Database,
  organizationId: string,
  { q, cursor, limit }: LinesQuery,
): Promise<LinePage> {
  const after = fromKeysetCursor(cursor);
  const { values, bind } = statement();
  const had = `h.organization_id = ${bind(organizationId)}`;
  const matches = matching(wordsOf(q), { search: 'l.search', id: 'l.id' }, bind);
  const behind = after ? `(h.sort_name, h.line_id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  const read = await database.query<LineRow[]>(
    `with page as materialized (
       select h.* from line_holdings h join lines l on l.id = h.line_id
       where ${had} and ${matches} and ${behind} order by h.sort_name, h.line_id limit ${bind(limit + 1)}
     )
     select ${lineColumns} from page h join lines l on l.id = h.line_id ${lineJoins} order by h.sort_name, h.line_id`,
    values,
  );
  const { rows, nextCursor } = keysetPage(read, limit);
  return { items: rows.map(toLine), nextCursor };
}
