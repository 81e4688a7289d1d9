import type { MigrationInterface, QueryRunner } from 'typeorm';
import { userText } from '../directory/user-text';
import { createViews } from './create-wall';
import { deepest, depths } from './depths';

type Named = Parameters<typeof userText>[0] & { id: string };

/** What lists are narrowed down by besides status and organization, and the order by last sign-in (L11). */
export class AddDirectoryFilters1764400000000 implements MigrationInterface {
  name = 'AddDirectoryFilters1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table directory
        -- The roles that the user holds, see \`access\`.
        add column role_ids text[] not null default '{}',
        -- Who never signed in stands before every day.
        add column signed_in_key date generated always as (coalesce(last_sign_in_on, '-infinity'::date)) stored`);
    await runner.query(`
      update directory d set role_ids = a.role_ids from access a where a.user_id = d.user_id and a.role_ids <> '{}'`);
    await markWholes(runner);

    await runner.query(`
      create index directory_by_grants on directory using gin (role_ids, centers) with (fastupdate = off)`);
    // Without those who are removed, as the lists are.
    await runner.query(
      `create index directory_by_sign_in on directory (signed_in_key, user_id) where status <> 'removed'`,
    );
    for (const depth of depths)
      await runner.query(
        `create index directory_by_sign_in_${depth} on directory (at_${depth}, signed_in_key, user_id)
         include (rank, centers, status) where at_${depth} is not null and status <> 'removed'`,
      );
    // Exports of an organization's users have an order of their own: one more is no change of the organization.
    await runner.query(`
      create table directory_exports (
        organization_id uuid primary key references organizations (id),
        version int not null
      )`);
    // A view has the columns that its table had when it was made.
    for (let depth = 1; depth <= deepest; depth += 1) await createViews(runner, depth);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}

/** Writes every searched text anew, with marks round what can be asked for as a whole: only the service can fold. */
async function markWholes(runner: QueryRunner): Promise<void> {
  for (let behind = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = (await runner.query(
      `select user_id as id, user_name as "userName", email, first_name as "firstName", last_name as "lastName",
         middle_name as "middleName" from directory where user_id > $1 order by user_id limit 5000`,
      [behind],
    )) as Named[];
    const last = rows.at(-1);
    if (!last) return;
    await runner.query(
      `update directory d set search = text.search
       from unnest($1::uuid[], $2::text[]) as text (user_id, search) where d.user_id = text.user_id`,
      [rows.map(({ id }) => id), rows.map(userText)],
    );
    behind = last.id;
  }
}
