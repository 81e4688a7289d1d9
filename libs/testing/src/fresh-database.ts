import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource, type MixedList, type EntitySchema, type MigrationInterface } from 'typeorm';
import { testEnvironment } from './environment';

export type FreshDatabase = {
  name: string;
  /** As the role that owns the tables and migrates. */
  ownerUrl: string;
  /** As the role that the service runs with: it reads and writes, and cannot change the event log. */
  runtimeUrl: string;
  /** Connected as the runtime role. */
  dataSource: DataSource;
  drop(): Promise<void>;
};

type Migrations = MixedList<new () => MigrationInterface>;

const password = 'test';

async function asAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/**
 * An empty database of its own, with an owning and a running role as in production, migrated where migrations are given.
 * Tables that are made later by the owner may be read and written by the running role.
 */
export async function freshDatabase(
  service: string,
  migrations: Migrations = [],
  entities: MixedList<EntitySchema> = [],
  adminUrl: string = testEnvironment().databaseUrl,
): Promise<FreshDatabase> {
  const name = `test_${service}_${randomBytes(4).toString('hex')}`;
  const [owner, runtime] = [`test_${service}_owner`, `test_${service}_runtime`];
  const urlOf = (role: string) => {
    const url = new URL(adminUrl);
    [url.username, url.password, url.pathname] = [role, password, `/${name}`];
    return url.href;
  };
  await asAdmin(adminUrl, async (admin) => {
    // Roles belong to the whole cluster: other workers may be making the same ones.
    await admin.query('select pg_advisory_lock(20258, 99)');
    for (const role of [owner, runtime]) {
      const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await admin.query(`create role "${role}" login password '${password}'`);
    }
    await admin.query(`create database "${name}" owner "${owner}"`);
    await admin.query(`revoke all on database "${name}" from public`);
    await admin.query(`grant connect on database "${name}" to "${runtime}"`);
  });
  await asAdmin(urlOf(owner), (client) =>
    client.query(`alter default privileges grant select, insert, update, delete on tables to "${runtime}";
      alter default privileges grant usage on sequences to "${runtime}"`),
  );

  const ownerSource = new DataSource({
    type: 'postgres',
    url: urlOf(owner),
    migrations,
    migrationsTransactionMode: 'each',
  });
  await ownerSource.initialize();
  await ownerSource.runMigrations();
  const [log] = await ownerSource.query<{ there: boolean }[]>(
    `select to_regclass('event_log') is not null as there`,
  );
  if (log?.there) await ownerSource.query(`revoke update, delete on event_log from "${runtime}"`);
  await ownerSource.destroy();

  const dataSource = new DataSource({ type: 'postgres', url: urlOf(runtime), entities });
  await dataSource.initialize();
  return {
    name,
    ownerUrl: urlOf(owner),
    runtimeUrl: urlOf(runtime),
    dataSource,
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists "${name}" with (force)`));
    },
  };
}
