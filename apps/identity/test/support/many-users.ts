import type { Identity } from './start-identity';
import type { Person } from './people';

/**
 * Colleagues without a password, so many that nobody could accept so many invitations.
 * @returns their ids, in the order of their names
 */
export async function manyUsers(
  { database }: Pick<Identity, 'database'>,
  { organizationId }: Pick<Person, 'organizationId'>,
  count: number,
): Promise<string[]> {
  const rows = await database.query<{ id: string }[]>(
    `with person as (
       select gen_random_uuid() as id, 'many.' || left(gen_random_uuid()::text, 8) || '.' || n as name, n
       from generate_series(1, $2::int) as n
     ), stored as (
       insert into users (id, organization_id, user_name, user_name_normalised, email, email_normalised, first_name,
         last_name, language, origin, status, epoch, idle_seconds, created_at, version)
       select id, $1, name, name, name || '@acme.example', name || '@acme.example', 'Mina', 'Person ' || n, 'en',
         'invitation', 'active', 0, 1800, now(), 0 from person
     ) select id from person order by n`,
    [organizationId, count],
  );
  return rows.map(({ id }) => id);
}
