import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the search of the event log (B7); what was done to one subject is found by its versions. */
export class AddAuditIndexes1764620000000 implements MigrationInterface {
  name = 'AddAuditIndexes1764620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index event_log_by_time on event_log (occurred_at, id)`);
    await runner.query(`create index event_log_by_actor on event_log (actor, occurred_at, id)`);
    await runner.query(`create index event_log_by_type on event_log (type, occurred_at, id)`);
    await runner.query(
      `create index event_log_by_organization on event_log ((data ->> 'organizationId'), occurred_at, id)
       where data ->> 'organizationId' is not null`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
