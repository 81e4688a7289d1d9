import { Client } from 'pg';
import { DataSource, type Logger as TypeormLogger } from 'typeorm';
import type { Logger } from '../logging/create-logger';
import { errorText } from '../logging/error-text';
import { grantRuntimeRole } from './grant-runtime-role';

export type MigrateOptions = {
  /** The database with the role that owns it. */
  ownerUrl: string;
  /** The same database with the role that runs the service; its user name gets the grants. */
  runtimeUrl: string;
  /** TypeORM migration classes, `NameTimestamp`; forward only. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the type that TypeORM asks for
  migrations: Function[];
  /** Tables that the running role may only insert into and read: the history. */
  appendOnly?: string[];
  logger: Pick<Logger, 'info'>;
};

/** Milliseconds: for another replica's migrations to end, and for a table's lock within a migration. */
const turnLimit = 120_000;
const lockLimit = 10_000;
/** Any number; the advisory lock is per database, and this is its only use with two keys. */
const lockKeys = [7_321, 1];

/**
 * Brings the schema up to date and renews the running role's rights. Safe to call from every replica at start: one
 * works, the others wait for it under an advisory lock.
 * @throws where a migration fails (its transaction is rolled back) or a lock is not free within its limit
 */
export async function migrateDatabase(o: MigrateOptions): Promise<void> {
  const owner = new Client({
    connectionString: o.ownerUrl,
    application_name: 'migrate',
    connectionTimeoutMillis: 5000,
  });
  // A connection that dies between two statements reports here; the next statement fails with it.
  owner.on('error', () => undefined);
  await owner.connect().catch((error: unknown) => {
    throw new Error(`DATABASE_OWNER_URL: no connection to PostgreSQL (${errorText(error)})`, {
      cause: error,
    });
  });
  try {
    await owner.query(`set lock_timeout = ${turnLimit}`);
    await owner.query('select pg_advisory_lock($1, $2)', lockKeys);
    const applied = await runMigrations(o);
    await owner.query(`set lock_timeout = ${lockLimit}`);
    await grantRuntimeRole(owner, { role: userOf(o.runtimeUrl), appendOnly: o.appendOnly ?? [] });
    o.logger.info({ applied }, applied.length > 0 ? 'migrated the database' : 'the database is up to date');
  } finally {
    // Ends the session, and the advisory lock with it.
    await owner.end();
  }
}

async function runMigrations(o: MigrateOptions): Promise<string[]> {
  const database = new DataSource({
    type: 'postgres',
    url: o.ownerUrl,
    migrations: o.migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    // The failure is thrown; TypeORM would also print it, past the logger.
    logger: quiet,
    poolSize: 1,
    connectTimeoutMS: 5000,
    applicationName: 'migrate',
    extra: { lock_timeout: lockLimit },
  });
  await database.initialize();
  try {
    return (await database.runMigrations()).map(({ name }) => name);
  } finally {
    await database.destroy();
  }
}

const silent = () => undefined;
const quiet: TypeormLogger = {
  logQuery: silent,
  logQueryError: silent,
  logQuerySlow: silent,
  logSchemaBuild: silent,
  logMigration: silent,
  log: silent,
};

function userOf(url: string): string {
  const user = decodeURIComponent(new URL(url).username);
  if (!user) throw new Error('DATABASE_URL names no user: write postgres://<role>:<password>@…');
  return user;
}
