import type { Acting } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';

type Row = { id: string; name: string; address: string; version: number };

/**
 * Names and addresses, by id, of those whom an import has created. Whoever imported has read them in their own file; of whom
 * somebody has changed since, they are told only what they see.
 */
export async function createdUsers(
  { database, decisions }: { database: DataSource; decisions: DecisionClient },
  acting: Acting,
  userIds: readonly string[],
): Promise<Map<string, Pick<Row, 'name' | 'address'>>> {
  const users = await database.query<Row[]>(
    `select id, coalesce(nullif(concat_ws(' ', first_name, middle_name, last_name), ''), user_name) as name,
       email as address, version
     from users where id = any($1)`,
    [userIds],
  );
  const changed = users.filter(({ version }) => version > 1);
  const sight = await decisions.ask(
    acting,
    changed.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
  );
  const hidden = new Set(changed.filter((_, at) => !sight[at]?.allowed).map(({ id }) => id));
  return new Map(
    users.filter(({ id }) => !hidden.has(id)).map(({ id, name, address }) => [id, { name, address }]),
  );
}
