import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a one-off password was spent, and whether it was shown to the administrator instead of mailed; devices by their age. */
export class AddOneOffPasswords1764310000000 implements MigrationInterface {
  name = 'AddOneOffPasswords1764310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table credential add spent_at timestamptz, add shown boolean not null default false`,
    );
    await runner.query(`create index known_device_due on known_device (last_used_at)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
