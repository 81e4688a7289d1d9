import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, their credentials and codes, opened but not yet verified sign-ups, and what identity knows of organizations. */
export class CreateIdentityTables1763800100000 implements MigrationInterface {
  name = 'CreateIdentityTables1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table users (
        id uuid primary key,
        organization_id uuid not null,
        user_name text not null,
        user_name_normalised text not null,
        email text not null,
        email_normalised text not null,
        first_name text,
        last_name text,
        language text not null,
        origin text not null check (origin in ('bootstrap', 'invitation', 'sign_up')),
        status text not null check (status in ('pending', 'active', 'blocked', 'inactive', 'removed')),
        invitation_expires_at timestamptz,
        invitation_expired_at timestamptz,
        blocked_reason text,
        blocked_at timestamptz,
        epoch int not null,
        epoch_raised_at timestamptz,
        idle_seconds int not null check (idle_seconds > 0),
        created_at timestamptz not null,
        last_sign_in_at timestamptz,
        version int not null
      )`);
    await runner.query(
      `create unique index users_email on users (email_normalised) where status <> 'removed'`,
    );
    await runner.query(
      `create unique index users_user_name on users (user_name_normalised) where status <> 'removed'`,
    );
    // Finds the names that differ only in the number behind them, for proposals.
    await runner.query(`
      create index users_user_name_stem on users (regexp_replace(user_name_normalised, '[0-9]+$', ''))
      where status <> 'removed'`);
    await runner.query(`
      create index users_invitation_due on users (invitation_expires_at)
      where status = 'pending' and invitation_expired_at is null`);
    await runner.query(
      `create index users_epoch_raised on users (epoch_raised_at) where epoch_raised_at is not null`,
    );

    await runner.query(`
      create table credential (
        user_id uuid primary key references users (id),
        password_hash text not null,
        changed_at timestamptz not null
      )`);

    // One waiting sign-up an address: a newer one takes the place of the older.
    await runner.query(`
      create table sign_up (
        id uuid primary key,
        email text not null unique,
        organization_name text not null,
        first_name text not null,
        last_name text not null,
        language text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null
      )`);
    await runner.query(`create index sign_up_due on sign_up (expires_at)`);

    // \`hash\` is SHA-256 of the secret in the link; the secret itself is nowhere.
    await runner.query(`
      create table code (
        hash bytea primary key check (length(hash) = 32),
        purpose text not null check (purpose in ('verify_email', 'invitation')),
        user_id uuid references users (id),
        sign_up_id uuid,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        check (num_nonnulls(user_id, sign_up_id) = 1)
      )`);
    await runner.query(`create unique index code_of_user on code (user_id, purpose) where used_at is null`);
    await runner.query(`create unique index code_of_sign_up on code (sign_up_id) where used_at is null`);
    await runner.query(`create index code_due on code (expires_at)`);

    // The last day on which somebody signed in, and how many such days there were: the version of sign-in/<user id>.
    await runner.query(`
      create table sign_in_day (
        user_id uuid primary key references users (id),
        day date not null,
        version int not null
      )`);

    // Mails that strangers caused at an address, in the hour that began at \`since\`.
    await runner.query(`
      create table stranger_mail (
        email text primary key,
        since timestamptz not null,
        sent int not null
      )`);
    await runner.query(`create index stranger_mail_due on stranger_mail (since)`);

    // Tenancy's word, applied in the order of its events.
    await runner.query(`
      create table organization (
        id uuid primary key,
        parent_id uuid,
        kind text not null,
        name text not null,
        path uuid[] not null,
        status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
        status_since timestamptz,
        status_version int,
        invitation_valid_days int,
        idle_seconds int,
        tell_mirrored boolean,
        key_user_ids uuid[] not null default '{}',
        known_at timestamptz not null default now(),
        version int not null
      )`);
    // What Redis is told again after it has lost its data.
    await runner.query(
      `create index organization_told on organization (id) where status_version is not null`,
    );
    // Whether there is an operator is asked at every sign-up.
    await runner.query(`create index organization_operator on organization (kind) where kind = 'operator'`);
    // Those whose account was opened before their organization was known.
    await runner.query(
      `create index users_opened_account on users (organization_id) where origin in ('bootstrap', 'sign_up')`,
    );
    await runner.query(`create index users_bootstrap on users (origin) where origin = 'bootstrap'`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
