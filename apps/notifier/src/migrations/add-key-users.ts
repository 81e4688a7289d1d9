import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a mail names to be asked (C13): what tenancy says of organizations, and which users can be asked at all. */
export class AddKeyUsers1764200200000 implements MigrationInterface {
  name = 'AddKeyUsers1764200200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organizations (
        id uuid primary key,
        path uuid[] not null,
        key_user_ids uuid[] not null default '{}'
      )`);
    await runner.query(
      `alter table recipients add organization_id uuid, add active boolean not null default false`,
    );
    // Of the mail's own, where the command names it: the user may not be known here yet.
    await runner.query(`alter table mails add organization_id uuid`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
