import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a job that is over has come to, so that lists of jobs do not count all its items (see bulk/job-counts.ts). */
export class KeepJobCounts1764345000000 implements MigrationInterface {
  name = 'KeepJobCounts1764345000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_job add column counts jsonb');
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
