import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far runs of the retention (B6) have got. A service that carries them out lists it among its own migrations. */
export class AddRetention1764700000000 implements MigrationInterface {
  name = 'AddRetention1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    // \`place\` is the kind of things that is being deleted, in the order of the service's list.
    await runner.query(`
      create table retention_run (
        run_id uuid primary key,
        place int not null default 0,
        counts jsonb not null default '{}',
        report int not null default 0,
        reported_at timestamptz not null default clock_timestamp(),
        traceparent text,
        started_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz
      )`);
    await runner.query(
      `create index retention_run_open on retention_run (started_at) where finished_at is null`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
