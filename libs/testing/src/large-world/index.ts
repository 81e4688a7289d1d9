import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { delegatedIdentitySql, identitySql } from './identity-rows';
import { centers, idSql, type Plan, placesOf, planSql } from './plan';
import { delegatedSql, tenancySql } from './tenancy-rows';
import { writeBulk } from './write';

/** Somebody who sits above the users of one reseller, a hundredth of a million, and owns its 50 service centers. */
type Delegated = { userId: string; organizationId: string };
type LargeWorld = { delegated: Delegated; users: number; organizations: number; centers: number };
type LargeWorldOptions = {
  users: number;
  /** Databases, as the roles that own their tables; identity's may be left out where only tenancy is asked. */
  tenancyUrl: string;
  identity?: { url: string; passwordHash: string };
  delegated: { userName: string; email: string };
  say: (step: string) => void;
};

/**
 * Adds a world to look at and to measure: users in 100 resellers with 20 companies each, 19 customers in each of those and
 * 50 service centers (fewer resellers below a million users, of 10,000 each), below the operator that is there.
 * Written by the databases themselves, in one transaction each that end when both are whole, as rows at version 0 without
 * any event: a history begins with what people do from then on. Nothing is random but the ids.
 * @throws where there is no operator yet, or such a world already
 */
export async function writeLargeWorld(o: LargeWorldOptions): Promise<LargeWorld> {
  const tenancy = new Client({ connectionString: o.tenancyUrl });
  const identity = new Client({ connectionString: o.identity?.url ?? o.tenancyUrl });
  const opened = o.identity ? [tenancy, identity] : [tenancy];
  try {
    for (const database of opened) await database.connect();
    const plan = await planFor(tenancy, o.users);
    for (const database of opened) {
      await database.query('begin');
      await database.query(`set local lock_timeout = '30s'`);
      for (const statement of planSql(plan)) await database.query(statement);
    }
    o.say('organizations, access and the directory');
    const rows = [...tenancySql(plan), ...delegatedSql(plan, o.delegated)];
    await writeBulk(tenancy, { table: 'directory', statements: rows });
    if (o.identity) {
      o.say('users');
      const people = [...identitySql, ...delegatedIdentitySql(plan, { ...o.delegated, ...o.identity })];
      await writeBulk(identity, { table: 'users', statements: people });
    }
    const delegated = await delegatedOf(tenancy, plan);
    for (const database of opened) await database.query('commit');
    o.say('statistics for the planner');
    for (const database of opened) await database.query('vacuum analyze');
    return {
      delegated,
      users: o.users + 1,
      organizations: placesOf(plan),
      centers: plan.resellers * centers,
    };
  } finally {
    for (const database of opened) await database.end().catch(() => undefined);
  }
}

async function planFor(tenancy: Client, users: number): Promise<Plan> {
  const { rows } = await tenancy.query<{ id: string; filled: boolean }>(
    `select id, exists (select from organizations where reference = 'load-test') as filled
     from organizations where parent_id is null`,
  );
  const [operator] = rows;
  if (!operator) throw new Error('There is no operator yet, below whom the world could be put.');
  if (operator.filled) throw new Error('There is such a world already.');
  const resellers = Math.min(100, Math.max(1, Math.ceil(users / 10_000)));
  return { users, resellers, key: randomBytes(16).toString('hex'), root: operator.id, until: new Date() };
}

async function delegatedOf(tenancy: Client, plan: Plan): Promise<Delegated> {
  const { rows } = await tenancy.query<Delegated>(
    `select user_id as "userId", organization_id as "organizationId" from access where user_id = ${idSql(plan, `'delegated'`)}`,
  );
  const [delegated] = rows;
  if (!delegated) throw new Error('the delegated administrator was not written');
  return delegated;
}
