import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long links and one-off passwords can be used, and which way to the first password an organization proposes. */
export class AddPasswordPolicies1764200000000 implements MigrationInterface {
  name = 'AddPasswordPolicies1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organizations
        add welcome_valid_hours int check (welcome_valid_hours between 1 and 720),
        add reset_valid_hours int check (reset_valid_hours between 1 and 720),
        add one_off_valid_hours int check (one_off_valid_hours between 1 and 720),
        add first_password text check (first_password in ('invitation', 'welcome_link', 'one_off_mail', 'one_off_shown'))`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
