import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which hand-over of an item to another service is the last, so that an answer to an earlier one is known; and an index for how
 * many items of a job are on their way (see bulk/chunk.ts).
 */
export class NumberHandOvers1764630000000 implements MigrationInterface {
  name = 'NumberHandOvers1764630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_item add column hand_over int not null default 0');
    await runner.query(
      `create index bulk_item_on_its_way on bulk_item (job_id, due_at) where state = 'waiting'`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
