import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is the same for all items of a job, such as what many addresses are invited to. */
export class KeepJobSettings1764370000000 implements MigrationInterface {
  name = 'KeepJobSettings1764370000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_job add column settings jsonb');
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
