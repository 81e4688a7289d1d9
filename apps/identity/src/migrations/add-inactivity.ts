import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the inactivity sweep (L7) needs: the policy, who was told of what is to come, and how far a run has got. */
export class AddInactivity1764360000000 implements MigrationInterface {
  name = 'AddInactivity1764360000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table organization add inactivity_days int, add inactivity_changed_at timestamptz`,
    );
    // The order in which a sweep passes over everybody. Without the last sign-in: every sign-in would write the index.
    await runner.query(`create index users_swept on users (organization_id, id) where status = 'active'`);
    // \`rule_due_at\` is what the rule says, \`due_at\` the day that the user was told, which may be later.
    await runner.query(`
      create table inactivity_notice (
        user_id uuid primary key references users (id),
        rule_due_at timestamptz not null,
        due_at timestamptz not null,
        days_before int not null,
        kept_at timestamptz
      )`);
    await runner.query(`
      create table inactivity_sweep (
        run_id uuid primary key,
        at timestamptz not null default clock_timestamp(),
        organization_id uuid,
        user_id uuid,
        counts jsonb not null,
        version int not null default 0,
        reported_at timestamptz not null default clock_timestamp(),
        traceparent text,
        finished_at timestamptz
      )`);
    await runner.query(
      `create index inactivity_sweep_open on inactivity_sweep (at) where finished_at is null`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
