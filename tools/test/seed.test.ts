import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { verify } from '@node-rs/argon2';
import { testEnvironment } from '@tenantry/testing';
import { Client } from 'pg';
import { type Database, dropDatabases, provideDatabases } from '../infrastructure/databases';
import { openSecrets } from '../infrastructure/secrets';
import type { Service } from '../infrastructure/services';
import { root } from '../paths';
import { takeHome, writeJson } from '../processes/home';
import { createStack } from '../processes/stack';
import type { SystemSettings } from '../system/environment';
import { seedOnce } from '../system/seed';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const id = randomBytes(3).toString('hex');
const names = { prefix: `seed_${id}_`, suffix: `_seed_${id}` };

const run = (
  script: string,
  env: NodeJS.ProcessEnv,
  input = '',
  ...args: string[]
): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    env: { ...process.env, TENANTRY_FOLDER: folder, ...env },
    input,
    encoding: 'utf8',
  });
const seed = (...args: string[]): SpawnSyncReturns<string> => run('tools/seed.ts', {}, '', ...args);

const query = async <T extends object>(url: string, sql: string): Promise<T[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('npm run seed', () => {
  let databases: Record<Service, Database>;
  let untouched: object[][];
  const said = { tenancy: '', identity: '' };
  const indexes = (): Promise<object[][]> =>
    Promise.all(
      (
        [
          ['tenancy', 'directory'],
          ['identity', 'users'],
        ] as const
      ).map(([service, table]) =>
        query(
          databases[service].ownerUrl,
          `select indexdef from pg_indexes where tablename = '${table}' order by 1`,
        ),
      ),
    );
  beforeAll(async () => {
    databases = await provideDatabases(testEnvironment().databaseUrl, openSecrets(folder), names);
    const demonstrate = (service: 'tenancy' | 'identity', input = ''): string => {
      const { ownerUrl, runtimeUrl } = databases[service];
      const env = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: runtimeUrl, LOG_LEVEL: 'error' };
      const { status, stdout, stderr } = run(`apps/${service}/src/seed.ts`, env, input);
      if (status !== 0) throw new Error(stderr);
      return stdout;
    };
    said.tenancy = demonstrate('tenancy');
    said.identity = demonstrate('identity', said.tenancy);
    untouched = await indexes();
  }, 120_000);
  afterAll(() => dropDatabases(testEnvironment().databaseUrl, names));

  it('finds what the seeds of a start that was killed right behind them had made, or says how to start over', async () => {
    const stack = createStack(await takeHome(path.join(folder, 'killed'), () => Promise.resolve()));
    const settings = { databases } as unknown as SystemSettings;
    const lines: string[] = [];
    const seedAgain = () => seedOnce(stack, settings, (line) => lines.push(line));
    const log = (service: 'tenancy' | 'identity', text: string): void =>
      fs.writeFileSync(path.join(stack.home.folder, 'log', `seed-${service}.log`), text);
    expect(await seedAgain()).toEqual([]);
    expect(lines.join()).toMatch(/left out .*npm start -- --fresh/);

    log('tenancy', said.tenancy);
    const never = said.identity.replaceAll('@', '@never.');
    log('identity', never);
    expect(await seedAgain()).toEqual([]);

    log('identity', said.identity);
    const signIns = await seedAgain();
    expect(signIns).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ label: expect.stringContaining('master of the operator') as string }),
      ]),
    );
    log('identity', never);
    expect(await seedAgain()).toEqual(signIns);
    stack.home.release();
  }, 60_000);

  it('says what it wants, and that there is nothing to fill', () => {
    expect(seed('--help').stdout).toContain('npm start -- --fresh');
    expect(seed('--users', '12').stderr).toContain('--users: a whole number from 1000');
    expect(seed('--users', '2000').stderr).toContain('run npm start in another terminal');
  }, 60_000);

  it('fills both services with the same users, of whom one can sign in, and does so once', async () => {
    const home = await takeHome(folder, () => Promise.resolve());
    home.announce('http://localhost:4300');
    writeJson(path.join(folder, 'databases.json'), databases);
    const before = await query<{ users: number }>(
      databases.identity.ownerUrl,
      'select count(*)::int as users from users',
    );

    const { status, stdout, stderr } = seed('--users', '2000');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/2001 users in 401 organizations with 50 service centers in \d+\.\d s/);

    const who = `organization_id, user_name, email, first_name, last_name, status, created_at::timestamptz(3)`;
    const shown = await query<object>(
      databases.tenancy.ownerUrl,
      `select user_id as id, ${who} from directory order by 1`,
    );
    const known = await query<{ version: number }>(
      databases.identity.ownerUrl,
      `select id, ${who} from users where version = 0 order by 1`,
    );
    expect(shown).toHaveLength(2001);
    expect(known).toEqual(shown);
    const after = await query<{ users: number }>(
      databases.identity.ownerUrl,
      'select count(*)::int as users from users',
    );
    expect((after[0]?.users ?? 0) - (before[0]?.users ?? 0)).toBe(2001);

    const [, email = '', password = ''] = /Administrator {2}(\S+) {2}(.+)/.exec(stdout) ?? [];
    const credentials = await query<{ hash: string }>(
      databases.identity.ownerUrl,
      `select password_hash as hash from credential join users on users.id = user_id where email = '${email}' and version = 0`,
    );
    expect(credentials).toHaveLength(1);
    expect(await verify(credentials[0]?.hash ?? '', password)).toBe(true);

    expect(seed('--users', '2000').stderr).toContain('There is such a world already.');
    home.release();
  }, 120_000);

  it('leaves the indexes as the migrations have made them', async () => {
    expect(untouched).toHaveLength(2);
    expect(untouched.every((indexes) => indexes.length > 5)).toBe(true);
    expect(await indexes()).toEqual(untouched);
  });
});
