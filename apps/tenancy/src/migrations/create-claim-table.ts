import type { QueryRunner } from 'typeorm';

/** Claims: masters who are being taken out of service, or of whom it is not sure that they are in service. */
export async function createClaimTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table master_claims (
      claim_id uuid primary key,
      user_id uuid not null references access (user_id) on delete cascade,
      -- The version of user/<id> on which identity does the act: a later one releases the claim. \`null\` where only
      -- identity's answer does.
      version int,
      claimed_at timestamptz not null default now(),
      -- When identity was asked last to confirm the user's status.
      asked_at timestamptz
    )`);
  await runner.query(`create unique index master_claims_by_user on master_claims (user_id, version)`);
}
