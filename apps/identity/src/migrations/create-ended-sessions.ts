import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that were ended one by one. `id` is SHA-256 (hex) of the secret, as in Redis. */
export class CreateEndedSessions1764240100000 implements MigrationInterface {
  name = 'CreateEndedSessions1764240100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ended_session (
        id text primary key check (length(id) = 64),
        ended_at timestamptz not null default now()
      )`);
    await runner.query(`create index ended_session_due on ended_session (ended_at)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
