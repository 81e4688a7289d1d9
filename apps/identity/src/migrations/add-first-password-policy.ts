import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which way to the first password an organization proposes for users who are created. */
export class AddFirstPasswordPolicy1764330000000 implements MigrationInterface {
  name = 'AddFirstPasswordPolicy1764330000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table organization add first_password text`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
