import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMails1763800100000 implements MigrationInterface {
  name = 'CreateMails1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    // Whom to write to, from identity's events.
    await runner.query(`
      create table recipients (
        user_id uuid primary key,
        email text not null,
        first_name text,
        last_name text,
        language text not null
      )`);
    await runner.query(`
      create table mails (
        mail_id uuid primary key,
        cause_id uuid not null,
        template text not null,
        user_id uuid,
        recipient text not null,
        language text not null,
        "values" jsonb not null,
        secret boolean not null,
        sealed text,
        expires_at timestamptz,
        message_id text not null unique,
        state text not null default 'ready' check (state in ('ready', 'sending', 'sent', 'unknown', 'failed')),
        due_at timestamptz not null default now(),
        attempts int not null default 0,
        owner uuid,
        lease_until timestamptz,
        last_error text,
        traceparent text,
        created_at timestamptz not null default now(),
        sent_at timestamptz,
        unique (cause_id, template, recipient),
        check (secret or sealed is null),
        check (state in ('ready', 'sending') or sealed is null),
        check ((state = 'sent') = (sent_at is not null)),
        check (state <> 'sending' or (owner is not null and lease_until is not null))
      )`);
    await runner.query(`create index mails_ready on mails (due_at) where state = 'ready'`);
    await runner.query(`create index mails_sending on mails (lease_until) where state = 'sending'`);
    await runner.query(`create index mails_unknown on mails (mail_id) where state = 'unknown'`);
    await runner.query(`create index mails_about_user on mails (user_id, created_at desc)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
