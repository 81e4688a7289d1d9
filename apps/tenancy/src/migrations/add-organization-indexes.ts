import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For the history of an organization: what happened to its roles, sub-accounts, lines and dialogues, newest first (L13);
 * and for who is of exactly one organization.
 */
export class AddOrganizationIndexes1764630000000 implements MigrationInterface {
  name = 'AddOrganizationIndexes1764630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index event_log_of_organization
        on event_log ((data ->> 'organizationId'), (split_part(subject, '/', 1)), id)
        where split_part(subject, '/', 1) in ('role', 'sub-account', 'line', 'dialogue')`);
    // A line that went to another organization is also that of the one that had it.
    await runner.query(`
      create index event_log_from_organization on event_log ((data ->> 'fromOrganizationId'), id)
        where data ->> 'fromOrganizationId' is not null`);
    await runner.query(
      `create index directory_of_organization on directory (organization_id, sort_name, user_id)`,
    );
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
