import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a mail server said that nobody is reached at a mail's address: what an address is known by to bounce. */
export class MarkRefusedAddresses1764730000000 implements MigrationInterface {
  name = 'MarkRefusedAddresses1764730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table mails add refused_at timestamptz');
    // Of mails that failed before this, what isAddressRefused says of their answer.
    await runner.query(
      `update mails set refused_at = coalesce(lease_until, created_at)
       where state = 'failed' and last_error ~ '^5[0-9]{2}[ -]5\\.(1\\.(1|2|3|6|10)|2\\.1)\\y'`,
    );
    // Few are refused: whether one is of these users is asked for every page of a list.
    await runner.query(`create index mails_refused on mails (user_id) where refused_at is not null`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
