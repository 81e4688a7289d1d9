import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJobs1763800200000 implements MigrationInterface {
  name = 'CreateJobs1763800200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table jobs (
        job_id text primary key,
        schedule text not null,
        time_zone text not null,
        next_due_at timestamptz not null
      )`);
    await runner.query(`
      create table job_runs (
        run_id uuid primary key,
        job_id text not null references jobs (job_id),
        cause text not null check (cause in ('schedule', 'caught_up', 'run_now')),
        due_at timestamptz not null,
        started_at timestamptz not null,
        deadline_at timestamptz not null,
        finished_at timestamptz,
        state text not null default 'running' check (state in ('running', 'succeeded', 'failed')),
        counts jsonb not null default '{}',
        error text,
        started_by uuid,
        unique (job_id, due_at),
        check ((state = 'running') = (finished_at is null))
      )`);
    await runner.query(`create index job_runs_running on job_runs (deadline_at) where state = 'running'`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
