import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The whole life of a user: inactive and removed, the profile's revision, a limit of one's own, one-off passwords. */
export class AddUserLife1764300000000 implements MigrationInterface {
  name = 'AddUserLife1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table users
        add middle_name text,
        add inactive_cause text check (inactive_cause in ('manual', 'inactivity')),
        add inactive_reason text,
        add inactive_at timestamptz,
        add reactivated_at timestamptz,
        add removed_at timestamptz,
        add idle_seconds_override int check (idle_seconds_override between 60 and 86400),
        add profile_revision int not null default 1,
        drop constraint users_origin_check,
        add constraint users_origin_check check (origin in ('bootstrap', 'invitation', 'sign_up', 'created'))`);
    // Nobody was inactive or removed before this: nothing told them so.
    await runner.query(`
      alter table users
        add check ((status = 'inactive') = (inactive_cause is not null)
          and (status = 'inactive') = (inactive_at is not null)),
        add check ((status = 'removed') = (removed_at is not null))`);

    // A one-off password is good for one sign-in, until it expires, and has to be changed there (C5).
    await runner.query(`
      alter table credential
        add kind text not null default 'set' check (kind in ('set', 'one_off')),
        add must_change boolean not null default false,
        add expires_at timestamptz,
        add check (kind = 'one_off' or not must_change and expires_at is null)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
