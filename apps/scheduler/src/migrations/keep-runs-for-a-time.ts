import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds runs that have been kept for long enough, and adds up what services say of theirs. */
export class KeepRunsForATime1764710000000 implements MigrationInterface {
  name = 'KeepRunsForATime1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index job_runs_by_age on job_runs (due_at) where state <> 'running'`);
    await runner.query(`
      create table retention_report (
        run_id uuid not null references job_runs (run_id) on delete cascade,
        service text not null,
        report int not null,
        counts jsonb not null,
        finished boolean not null,
        primary key (run_id, service)
      )`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
