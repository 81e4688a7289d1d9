import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createViews, lookup, seen } from './create-wall';

const deepest = 8;
const depths = Array.from({ length: deepest }, (_, index) => index + 1);

/** Inactive and removed users: why, and where they count no more. */
export class AddUserLife1764300000000 implements MigrationInterface {
  name = 'AddUserLife1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table directory
        add middle_name text,
        add inactive_cause text,
        add inactive_reason text`);
    for (const depth of depths) {
      // Lists are without those who are removed, so that a walk along them meets nobody to pass over.
      const name = depth === 1 ? 'directory_by_name' : `directory_by_name_${depth}`;
      const [at, present] =
        depth === 1
          ? ['', `status <> 'removed'`]
          : [`at_${depth}, `, `at_${depth} is not null and status <> 'removed'`];
      await runner.query(`drop index ${name}`);
      await runner.query(
        `create index ${name} on directory (${at}sort_name, user_id) include (short_search) where ${present}`,
      );
      await createViews(runner, depth);
    }
    // From this one the whole directory is counted; below the root the status stands in the index.
    await runner.query(`drop index directory_by_creation`);
    await runner.query(
      `create index directory_by_creation on directory (created_at, user_id) where status <> 'removed'`,
    );
    await lookup(
      runner,
      `holders_of(role text, most int) returns setof uuid`,
      `select d.user_id from access a join directory d using (user_id)
       where a.role_ids @> array[role] and d.status <> 'removed' and ${seen('d')}
       limit most`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
