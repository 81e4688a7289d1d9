import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { testEnvironment } from '@tenantry/testing';
import { Client } from 'pg';
import { dropDatabases, provideDatabases } from '../infrastructure/databases';
import { openSecrets } from '../infrastructure/secrets';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const id = randomBytes(3).toString('hex');
const names = { prefix: `tools_${id}_`, suffix: `_tools_${id}` };
const provide = (secrets = openSecrets(path.join(folder))) =>
  provideDatabases(testEnvironment().databaseUrl, secrets, names);
afterAll(() => dropDatabases(testEnvironment().databaseUrl, names));

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

it('gives each service a database of its own that no other service can open', async () => {
  const { identity, tenancy } = await provide();

  await query(identity.ownerUrl, 'create table kept (id int)');
  const foreign = new URL(tenancy.ownerUrl);
  foreign.pathname = new URL(identity.ownerUrl).pathname;
  await expect(query(foreign.href, 'select 1')).rejects.toThrow('permission denied for database');
  await expect(query(identity.runtimeUrl, 'create table mine (id int)')).rejects.toThrow(
    'permission denied for schema public',
  );
  expect(
    await query(identity.ownerUrl, 'select rolsuper from pg_roles where rolname = current_user'),
  ).toEqual([{ rolsuper: false }]);
});

it('keeps what is there, and sets the passwords to the ones that are known now', async () => {
  const { identity } = await provide((name) => `new ${name}`);

  expect(await query(identity.ownerUrl, 'select count(*)::int from kept')).toEqual([{ count: 0 }]);
});
