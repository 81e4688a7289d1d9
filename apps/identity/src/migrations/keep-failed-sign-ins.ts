import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ins that were refused, a row for each series of the same kind (B5): little, and of nobody who is not a user. */
export class KeepFailedSignIns1764640000000 implements MigrationInterface {
  name = 'KeepFailedSignIns1764640000000';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key: it would wait for whoever holds the user's row.
    await runner.query(`
      create table failed_sign_in (
        id bigint generated always as identity primary key,
        user_id uuid not null,
        reason text not null,
        browser text,
        system text,
        times int not null default 1,
        first_at timestamptz not null,
        last_at timestamptz not null
      )`);
    await runner.query(
      `create index failed_sign_in_of_user on failed_sign_in (user_id, last_at desc, id desc)`,
    );
    await runner.query(`create index failed_sign_in_due on failed_sign_in (last_at)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
