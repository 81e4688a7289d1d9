import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines of imports that met somebody out of sight are counted before each line (see imports/unseen-limit.ts). */
export class CountUnseenHolders1764350000000 implements MigrationInterface {
  name = 'CountUnseenHolders1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index bulk_item_unseen on bulk_item (job_id, finished_at) where problem = 'import.taken_unseen'`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
