import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ends of the services' chains of seals, outside of their own databases, and what checks of them have found. */
export class KeepSealHeads1764610000000 implements MigrationInterface {
  name = 'KeepSealHeads1764610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seal_head (
        service text not null,
        seq bigint not null,
        hash text not null,
        told_at timestamptz not null default now(),
        primary key (service, seq)
      )`);
    await runner.query(`
      create table seal_report (
        run_id uuid not null references job_runs (run_id) on delete cascade,
        service text not null,
        checked bigint not null,
        broken int not null,
        first jsonb,
        primary key (run_id, service)
      )`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
