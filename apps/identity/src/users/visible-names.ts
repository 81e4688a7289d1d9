import type { Acting } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { isOwn } from '../access/require-allowed-on-user';
import { displayName } from './display-name';

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * Names by id, of those whom the viewer sees.
 * @param known somebody whom they are known to see
 */
export async function visibleNames(
  { database, decisions }: Deps,
  acting: Acting,
  userIds: readonly string[],
  known?: string,
): Promise<Map<string, string>> {
  const users = await database.query<{ id: string; firstName: string; lastName: string; userName: string }[]>(
    `select id, first_name as "firstName", last_name as "lastName", user_name as "userName" from users where id = any($1)`,
    [userIds],
  );
  const others = users.filter(({ id }) => id !== known && !isOwn(acting, id));
  const sight = await decisions.ask(
    acting,
    others.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
  );
  const hidden = new Set(others.filter((_, position) => !sight[position]?.allowed).map(({ id }) => id));
  return new Map(users.filter(({ id }) => !hidden.has(id)).map((user) => [user.id, displayName(user)]));
}
