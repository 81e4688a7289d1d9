import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Free user names are found by the names themselves (see users/user-names.ts): nothing reads this index any more. */
export class DropUserNameStem1764520000000 implements MigrationInterface {
  name = 'DropUserNameStem1764520000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index users_user_name_stem');
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
