import { randomBytes } from 'node:crypto';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { asAdmin, type Migrations, migratedTemplate, type Roles, urlOf } from './migrated-template';
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

/**
 * An empty database of its own, with an owning and a running role as in production, migrated where migrations are given.
 * Tables that are made later by the owner may be read and written by the running role. It is a copy of a database that
 * was migrated once for all tests with the same migrations.
 */
export async function freshDatabase(
  service: string,
  migrations: Migrations = [],
  entities: MixedList<EntitySchema> = [],
  adminUrl: string = testEnvironment().databaseUrl,
): Promise<FreshDatabase> {
  const name = `test_${service}_${randomBytes(4).toString('hex')}`;
  const roles: Roles = { owner: `test_${service}_owner`, runtime: `test_${service}_runtime` };
  await asAdmin(adminUrl, async (admin) => {
    // Roles and templates belong to the whole cluster: other workers may be making the same ones.
    await admin.query('select pg_advisory_lock(20258, 99)');
    const template = await migratedTemplate(admin, { adminUrl, service, roles, migrations });
    await admin.query(`create database "${name}" owner "${roles.owner}" template "${template}"`);
    // Rights on a database are not copied with it.
    await admin.query(`revoke all on database "${name}" from public`);
    await admin.query(`grant connect on database "${name}" to "${roles.runtime}"`);
  });
  const runtimeUrl = urlOf(adminUrl, roles.runtime, name);
  const dataSource = new DataSource({ type: 'postgres', url: runtimeUrl, entities });
  await dataSource.initialize();
  return {
    name,
    ownerUrl: urlOf(adminUrl, roles.owner, name),
    runtimeUrl,
    dataSource,
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists "${name}" with (force)`));
    },
  };
}
