import { randomUUID } from 'node:crypto';
import { writeLargeWorld } from '@tenantry/testing';
import { Client } from 'pg';

/** Whoever asks in the bench. */
type Asking = { userId: string; organizationId: string };
export type World = {
  /** A master of the operator: everybody is below them. */
  operator: Asking;
  /** Administers one reseller: sits above 10,000 users and owns the reseller's 50 service centers. */
  delegated: Asking;
  users: number;
  organizations: number;
  centers: number;
};

/** Fills an empty database with an operator and the large world below it. */
export async function fillWorld(ownerUrl: string, users: number): Promise<World> {
  const operator = { userId: randomUUID(), organizationId: randomUUID() };
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `insert into organizations (id, kind, name, path, version, created_at, search, sort_name)
       values ($1, 'operator', 'Operator', array[$1::uuid], 1, now(), ' operator ', 'operator')`,
      [operator.organizationId],
    );
    await owner.query(
      `insert into access (user_id, organization_id, account_type, status, version) values ($1, $2, 'master', 'active', 1)`,
      [operator.userId, operator.organizationId],
    );
    await owner.query(
      `insert into directory (user_id, organization_id, path, rank, user_name, email, status, created_at, version, search, sort_name)
       values ($1, $2, array[$2::uuid], 2, 'operator', 'operator@example.org', 'active', now(), 1, ' operator ', 'operator')`,
      [operator.userId, operator.organizationId],
    );
  } finally {
    await owner.end();
  }
  const delegated = { userName: 'delegated', email: 'delegated@example.org' };
  const world = await writeLargeWorld({ users, tenancyUrl: ownerUrl, delegated, say: () => undefined });
  return { operator, ...world };
}
