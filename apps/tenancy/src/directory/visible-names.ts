import type { Actor } from '@tenantry/domain';
import type { Database } from '../access/find-access';
import { statement } from '../search/statement';
import { visibleTo } from './visible-to';

/** Names by id, of those whom the actor sees, in the order of the names. */
export async function visibleNames(
  database: Database,
  actor: Actor,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const { values, bind } = statement();
  const rows = await database.query<{ id: string; name: string }[]>(
    `select d.user_id as id, coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name
     from directory d where d.user_id = any(${bind(userIds)}::uuid[]) and ${visibleTo(actor, bind)}
     order by d.sort_name, d.user_id`,
    values,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
