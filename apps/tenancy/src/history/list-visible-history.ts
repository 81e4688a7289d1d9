import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { listHistory } from '@tenantry/messaging';
import { historyPage, peopleIn } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';

/**
 * What happened to these subjects, newest first: who, when and what. People whom the actor does not see have no name in it.
 * Whether the actor may read it at all is for the caller to decide.
 * @throws {Problem} `request.invalid` for what is no cursor
 */
export const listVisibleHistory = (
  database: DataSource,
  actor: Actor,
  subjects: readonly string[],
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> =>
  historyPage(
    query,
    (page) => listHistory(database.manager, subjects, page),
    (rows) => visibleNames(database, actor, peopleIn(rows)),
  );

/** Names by id, of those whom the actor sees. */
async function visibleNames(
  database: Database,
  actor: Actor,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const { values, bind } = statement();
  const rows = await database.query<{ id: string; name: string }[]>(
    `select d.user_id as id, coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name
     from directory d where d.user_id = any(${bind(userIds)}::uuid[]) and ${visibleTo(actor, bind)}`,
    values,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
