import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How fast mails leave for each domain, counted over all replicas. */
export class PaceMails1764720000000 implements MigrationInterface {
  name = 'PaceMails1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    // From when on the domain may be written to once more.
    await runner.query(`create table mail_domains (domain text primary key, next_at timestamptz not null)`);
    await runner.query(`create index mail_domains_by_age on mail_domains (next_at)`);
    // \`paced\`: \`due_at\` is the turn that the mail has been given among those to its domain.
    await runner.query(`alter table mails add paced boolean not null default false`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
