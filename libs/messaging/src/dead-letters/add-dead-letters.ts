import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What could not be placed, and what is held up in the order in which it is listed. Every service lists it among its own migrations. */
export class AddDeadLetters1764510000000 implements MigrationInterface {
  name = 'AddDeadLetters1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    // Headers and content are kept as they came: they may be anything.
    await runner.query(`
      create table refused_message (
        id bigint generated always as identity primary key,
        reason text not null,
        exchange text not null,
        routing_key text not null,
        message_id text,
        type text,
        headers bytea not null,
        content bytea,
        expires_at timestamptz,
        refused_at timestamptz not null default now()
      )`);
    await runner.query(
      `create index stream_parked_in_order on stream (due, source, subject) where status = 'parked'`,
    );
    // Only streams that have failed are in it: work that succeeds does not touch it.
    await runner.query(
      `create index stream_failed on stream (due, source, subject) where status = 'ok' and error is not null`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
