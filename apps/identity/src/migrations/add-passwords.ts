import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes that lead to a password, how long organizations let them be used, and the devices that people have signed in from. */
export class AddPasswords1764200000000 implements MigrationInterface {
  name = 'AddPasswords1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table code drop constraint code_purpose_check`);
    await runner.query(`
      alter table code add constraint code_purpose_check check (purpose in
        ('verify_email', 'invitation', 'welcome', 'reset', 'forgotten', 'one_off_change'))`);
    await runner.query(`
      alter table organization
        add welcome_valid_hours int, add reset_valid_hours int, add one_off_valid_hours int`);

    // \`hash\` is SHA-256 of the secret in the device's cookie; the secret itself is nowhere.
    await runner.query(`
      create table known_device (
        user_id uuid not null references users (id),
        hash bytea not null check (length(hash) = 32),
        last_used_at timestamptz not null,
        primary key (user_id, hash)
      )`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
