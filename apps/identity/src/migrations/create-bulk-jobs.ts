import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs over many users, what each has come to for each of them, and selections as tenancy has sent them. */
export class CreateBulkJobs1764320000000 implements MigrationInterface {
  name = 'CreateBulkJobs1764320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bulk_job (
        id uuid primary key,
        act text not null,
        actor_id uuid not null,
        on_behalf_of_id uuid,
        comment text,
        selection_id uuid,
        state text not null check (state in ('gathering', 'running', 'finished', 'cancelled', 'failed')),
        problem text,
        attempt int not null default 1,
        traceparent text,
        created_at timestamptz not null default clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        turn_at timestamptz not null default clock_timestamp()
      )`);
    await runner.query(`create index bulk_job_own on bulk_job (actor_id, created_at desc)`);
    await runner.query(
      `create index bulk_job_open on bulk_job (turn_at) where state in ('gathering', 'running')`,
    );
    // \`due_at\` of one that is being done is the end of its lease.
    await runner.query(`
      create table bulk_item (
        job_id uuid not null references bulk_job (id) on delete cascade,
        position int not null,
        key text not null,
        user_id uuid,
        input jsonb,
        state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped', 'failed', 'cancelled')),
        problem text,
        attempts int not null default 0,
        lease uuid,
        due_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz,
        primary key (job_id, position),
        unique (job_id, key)
      )`);
    await runner.query(`create index bulk_item_due on bulk_item (job_id, position) where state = 'waiting'`);
    await runner.query(`
      create table selection_part (
        selection_id uuid not null,
        part int not null,
        parts int not null,
        actor_id uuid not null,
        on_behalf_of_id uuid,
        user_ids uuid[] not null,
        received_at timestamptz not null default now(),
        primary key (selection_id, part)
      )`);
    await runner.query(`create index selection_part_due on selection_part (received_at)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
