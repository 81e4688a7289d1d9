import { Client } from 'pg';
import type { Secrets } from './secrets';
import { forEachService, services, type Service } from './services';

/** Where a service finds its database: as the role that owns and migrates it, and as the one that runs. */
export type Database = { name: string; ownerUrl: string; runtimeUrl: string };

/**
 * Creates what is missing of `<prefix><service>` and the roles `<service>_owner<suffix>` and `<service>_runtime<suffix>`.
 * Neither role is a superuser; nobody else may connect. Passwords are set to the given ones each time.
 * @param adminUrl someone who may create roles and databases
 */
export const provideDatabases = async (
  adminUrl: string,
  secrets: Secrets,
  { prefix = 'tenantry_', suffix = '' } = {},
): Promise<Record<Service, Database>> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    for (const service of services) {
      const [owner, runtime] = [`${service}_owner${suffix}`, `${service}_runtime${suffix}`];
      for (const role of [owner, runtime]) await provideRole(admin, role, secrets(`postgres.${role}`));
      await provideDatabase(admin, `${prefix}${service}`, owner, runtime);
    }
  } finally {
    await admin.end();
  }
  return forEachService((service) => {
    const name = `${prefix}${service}`;
    const as = (role: string): string => {
      const url = new URL(adminUrl);
      url.username = `${service}_${role}${suffix}`;
      url.password = secrets(`postgres.${service}_${role}${suffix}`);
      url.pathname = `/${name}`;
      return url.href;
    };
    return { name, ownerUrl: as('owner'), runtimeUrl: as('runtime') };
  });
};

/** Removes what `provideDatabases` made, for runs that leave nothing behind. */
export const dropDatabases = async (
  adminUrl: string,
  { prefix, suffix }: { prefix: string; suffix: string },
): Promise<void> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    for (const service of services) {
      await admin.query(
        `drop database if exists ${admin.escapeIdentifier(`${prefix}${service}`)} with (force)`,
      );
      for (const role of ['owner', 'runtime']) {
        await admin.query(`drop role if exists ${admin.escapeIdentifier(`${service}_${role}${suffix}`)}`);
      }
    }
  } finally {
    await admin.end();
  }
};

const provideRole = async (admin: Client, role: string, password: string): Promise<void> => {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  const name = admin.escapeIdentifier(role);
  if (rowCount === 0) await admin.query(`create role ${name}`);
  await admin.query(`alter role ${name} login password ${admin.escapeLiteral(password)}`);
};

const provideDatabase = async (
  admin: Client,
  name: string,
  owner: string,
  runtime: string,
): Promise<void> => {
  const [database, ownerName, runtimeName] = [name, owner, runtime].map((each) =>
    admin.escapeIdentifier(each),
  );
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    // Since PostgreSQL 16 only a member may give something to a role; a superuser need not be one.
    const { rows } = await admin.query<{ super: boolean }>(
      'select rolsuper as super from pg_roles where rolname = current_user',
    );
    if (!rows[0]?.super) await admin.query(`grant ${ownerName} to current_user`);
    await admin.query(`create database ${database} owner ${ownerName} encoding 'UTF8' template template0`);
    await admin.query(`revoke all on database ${database} from public`);
  }
  await admin.query(`grant connect on database ${database} to ${runtimeName}`);
};
