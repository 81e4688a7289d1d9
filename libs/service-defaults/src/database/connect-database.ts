import { DataSource, type EntitySchema } from 'typeorm';
import { errorText } from '../logging/error-text';
import { PreparingClient } from './prepared';

export type DatabaseOptions = {
  url: string;
  entities?: EntitySchema[];
  /** Connections of this process; 10 by default. */
  poolSize?: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** PostgreSQL settings that every connection begins with: a word without spaces each. */
  settings?: Readonly<Record<string, string>>;
};

/** Milliseconds. Nothing waits for ever: not for a connection, a statement, a lock or a forgotten transaction. */
export const databaseLimits = {
  connection: 3000,
  statement: 10_000,
  lock: 5000,
  idleInTransaction: 15_000,
} as const;

/**
 * A pool for the running role. The schema is only ever changed by migrations.
 * @throws where there is no connection; the message names the variable, never the password
 */
export async function connectDatabase(o: DatabaseOptions): Promise<DataSource> {
  const database = new DataSource({
    type: 'postgres',
    url: o.url,
    entities: o.entities ?? [],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    applicationName: o.applicationName,
    poolSize: o.poolSize ?? 10,
    connectTimeoutMS: databaseLimits.connection,
    extra: {
      Client: PreparingClient,
      keepAlive: true,
      statement_timeout: databaseLimits.statement,
      lock_timeout: databaseLimits.lock,
      idle_in_transaction_session_timeout: databaseLimits.idleInTransaction,
      options: Object.entries(o.settings ?? {})
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  });
  return database.initialize().catch((error: unknown) => {
    throw new Error(`DATABASE_URL: no connection to PostgreSQL (${errorText(error)})`, { cause: error });
  });
}
