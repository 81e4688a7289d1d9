import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that the runtime role may only read and insert into. Triggers refuse the rest to every role. */
export const appendOnlyTables = ['event_log', 'event_seal'];

/** The event log, outbox and inbox of one service. Every service lists it before its own migrations. */
export class CreateMessagingTables1763800000000 implements MigrationInterface {
  name = 'CreateMessagingTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_log (
        id bigint generated always as identity primary key,
        event_id uuid not null unique,
        subject text not null,
        version int not null check (version > 0),
        type text not null,
        data jsonb not null,
        actor text not null,
        on_behalf_of text,
        traceparent text,
        occurred_at timestamptz not null,
        unique (subject, version)
      )`);
    // Apart from the facts, so that erasure can delete it while the log stays as it was written.
    await runner.query(`
      create table event_personal (
        event_id uuid primary key references event_log (event_id),
        personal jsonb not null,
        salt text not null
      )`);
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% on % refused: history is only added to', tg_op, tg_table_name; end $$`);
    await runner.query(`
      create trigger only_added_to before update or delete on event_log
        for each row execute function refuse_change()`);
    await runner.query(`
      create trigger only_added_to_or_erased before update on event_personal
        for each row execute function refuse_change()`);
    // Rows that the broker has not confirmed yet: an event by its place in the log, or a command in full.
    await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        log_id bigint unique,
        command jsonb,
        expires_at timestamptz,
        created_at timestamptz not null default now(),
        check (num_nonnulls(log_id, command) = 1)
      )`);
    // Emptied all the time: without this, dead rows pile up between the vacuums of a busy hour.
    await runner.query(
      `alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
    );
    await runner.query(`
      create table inbox (
        source text not null,
        subject text not null,
        version int not null,
        event_id uuid not null,
        type text not null,
        body text,
        defect text,
        replayed boolean not null default false,
        expires_at timestamptz,
        received_at timestamptz not null default now(),
        done_at timestamptz,
        primary key (source, subject, version)
      )`);
    await runner.query(
      `create index inbox_defective on inbox (source, subject, version) where defect is not null`,
    );
    await runner.query(`create index inbox_pending on inbox (received_at) where done_at is null`);
    await runner.query(`create index inbox_done on inbox (done_at) where done_at is not null`);
    await runner.query(`create index inbox_expiring on inbox (expires_at) where expires_at is not null`);
    // \`due\` is also the lease: a claim moves it to the time at which another worker may take the stream over.
    await runner.query(`
      create table stream (
        source text not null,
        subject text not null,
        last int not null default 0,
        due timestamptz not null default now(),
        attempts int not null default 0,
        status text not null default 'ok' check (status in ('ok', 'parked')),
        error text,
        owner uuid,
        primary key (source, subject)
      )`);
    await runner.query(`create index stream_due on stream (due) where status = 'ok'`);
    await runner.query(`create index stream_parked on stream (source, subject) where status = 'parked'`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
