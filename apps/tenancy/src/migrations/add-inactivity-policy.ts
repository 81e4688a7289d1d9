import type { MigrationInterface, QueryRunner } from 'typeorm';

/** After how many days without a sign-in an organization's users are deactivated; 0 is never (L7). */
export class AddInactivityPolicy1764500000000 implements MigrationInterface {
  name = 'AddInactivityPolicy1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organizations
        add inactivity_days int check (inactivity_days = 0 or inactivity_days between 7 and 1000)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
