import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seals of the event log and the checks of them. Every service lists it among its own migrations. */
export class AddSealChain1764600000000 implements MigrationInterface {
  name = 'AddSealChain1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key: what is gone from the log must be missed, not prevented from being missed.
    await runner.query(`
      create table event_seal (
        seq bigint primary key,
        log_id bigint not null unique,
        event_id uuid not null,
        row_mac bytea not null,
        hash bytea not null,
        key_id text not null,
        sealed_at timestamptz not null default clock_timestamp()
      )`);
    await runner.query(`
      create trigger only_added_to before update or delete on event_seal
        for each row execute function refuse_change()`);
    // Up to \`floor\` every row of the log has its seal: the sealer looks for new ones above it only.
    await runner.query(`
      create table seal_floor (
        only_row boolean primary key default true check (only_row),
        floor bigint not null
      )`);
    await runner.query(`insert into seal_floor (floor) values (0)`);
    await runner.query(`
      create table seal_check (
        run_id uuid primary key,
        heads jsonb not null,
        up_to bigint not null,
        place bigint not null default 0,
        log_place bigint not null default 0,
        checked bigint not null default 0,
        broken int not null default 0,
        faults jsonb not null default '[]',
        traceparent text,
        started_at timestamptz not null default clock_timestamp(),
        finished_at timestamptz
      )`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
