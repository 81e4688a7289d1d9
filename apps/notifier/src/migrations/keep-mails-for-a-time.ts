import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds mails that have been kept for long enough, those first that still hold what they said. */
export class KeepMailsForATime1764710000000 implements MigrationInterface {
  name = 'KeepMailsForATime1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index mails_over on mails (created_at) where state in ('sent', 'failed', 'unknown')`,
    );
    // Without the others: a year of mails that are empty already would be walked through for each batch.
    await runner.query(
      `create index mails_over_with_values on mails (created_at)
       where state in ('sent', 'failed', 'unknown') and "values" <> '{}'`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
