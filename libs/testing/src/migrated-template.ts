import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { DataSource, type MigrationInterface, type MixedList, type QueryRunner } from 'typeorm';

export type Migrations = MixedList<new () => MigrationInterface>;
export type Roles = { owner: string; runtime: string };

const password = 'test';

/** The address of a database with one of the test's roles. */
export function urlOf(adminUrl: string, role: string, database: string): string {
  const url = new URL(adminUrl);
  [url.username, url.password, url.pathname] = [role, password, `/${database}`];
  return url.href;
}

/** Connected for as long as the work takes. */
export async function asAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/**
 * Name of a database with these migrations and the running role's rights, to be copied and never connected to. It is
 * made where there is none yet; the caller holds a lock against others who make the same.
 */
export async function migratedTemplate(
  admin: Client,
  o: { adminUrl: string; service: string; roles: Roles; migrations: Migrations },
): Promise<string> {
  const name = `test_template_${o.service}_${await digestOf(o.migrations)}`;
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return name;

  for (const role of [o.roles.owner, o.roles.runtime]) {
    const known = await admin.query('select from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await admin.query(`create role "${role}" login password '${password}'`);
  }
  // It gets its name when it is whole: one that was interrupted is never copied.
  const unfinished = `${name}_unfinished`;
  await admin.query(`drop database if exists "${unfinished}" with (force)`);
  await admin.query(`create database "${unfinished}" owner "${o.roles.owner}"`);
  await migrate(urlOf(o.adminUrl, o.roles.owner, unfinished), o.roles.runtime, o.migrations);
  await admin.query(`alter database "${unfinished}" rename to "${name}"`);
  return name;
}

/**
 * Changes with whatever the migrations say to the database, wherever in the source it stands, so that infrastructure that
 * outlives an edit makes another template.
 */
async function digestOf(migrations: Migrations): Promise<string> {
  const digest = createHash('sha256').update(migrate.toString());
  const query = (sql: string, values: unknown[] = []) => {
    digest.update(JSON.stringify([sql, values]));
    return Promise.resolve([]);
  };
  for (const Migration of Object.values(migrations) as (new () => MigrationInterface)[]) {
    digest.update(Migration.name);
    await new Migration().up({ query } as unknown as QueryRunner);
  }
  return digest.digest('hex').slice(0, 12);
}

async function migrate(url: string, runtime: string, migrations: Migrations): Promise<void> {
  const owner = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each' });
  await owner.initialize();
  try {
    await owner.query(
      `alter default privileges grant select, insert, update, delete on tables to "${runtime}"`,
    );
    await owner.query(`alter default privileges grant usage, select on sequences to "${runtime}"`);
    await owner.runMigrations();
    // The rest is as a service's own start leaves it; tenancy's tests hold the two equal.
    await owner.query(`revoke insert, update, delete on migrations from "${runtime}"`);
    const appendOnly = await owner.query<{ name: string }[]>(
      `select name from unnest(array['event_log', 'event_seal']) as name where to_regclass(name) is not null`,
    );
    for (const { name } of appendOnly)
      await owner.query(`revoke update, delete on ${name} from "${runtime}"`);
  } finally {
    await owner.destroy();
  }
}
