import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where reports about an organization's users go (L4). */
export class AddSupportEmail1764340000000 implements MigrationInterface {
  name = 'AddSupportEmail1764340000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table organization add support_email text');
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
