import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '@tenantry/testing';
import { connectDatabase, createLogger, migrateDatabase } from '../src';

class CreateNotes1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm;
      create table notes (id bigserial primary key, text text not null);
      create table event_log (id bigserial primary key, type text not null);
      create function shout(input text) returns text language sql return upper(input);
      revoke execute on function shout from public;`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}
class FillNotes1700000000002 extends CreateNotes1700000000001 {
  override async up(runner: QueryRunner): Promise<void> {
    await runner.query(`insert into notes (text) values ('first')`);
  }
}
class Broken1700000000003 extends CreateNotes1700000000001 {
  override async up(runner: QueryRunner): Promise<void> {
    await runner.query(`insert into notes (text) values ('half')`);
    await runner.query('select broken');
  }
}

const migrations = [CreateNotes1700000000001, FillNotes1700000000002];
const logger = createLogger('test', 'silent');
let database: FreshDatabase;
let owner: Client;

beforeEach(async () => {
  database = await freshDatabase('defaults');
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const role = new URL(database.runtimeUrl).username;
  // Rights are to come from the grants alone.
  await owner.query(`alter default privileges revoke all on tables from ${role};
    alter default privileges revoke all on sequences from ${role}`);
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const migrate = (of: (new () => MigrationInterface)[] = migrations) =>
  migrateDatabase({ ...database, migrations: of, appendOnly: ['event_log'], logger });
const asRuntime = (sql: string) =>
  database.dataSource.query<unknown[]>(sql).then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
const notes = async () => (await owner.query<{ text: string }>('select text from notes order by id')).rows;

describe('migrating', () => {
  it('gives the running role exactly what it needs, every time', async () => {
    for (let start = 0; start < 2; start += 1) {
      await migrate();
      expect(await asRuntime(`insert into notes (text) values (shout('x'))`)).toBe('done');
      expect(await asRuntime(`update notes set text = 'y'; delete from notes where text = 'y'`)).toBe('done');
      expect(await asRuntime(`insert into event_log (type) values ('a')`)).toBe('done');
      expect(await asRuntime('select * from event_log')).toBe('done');
      const denied = /permission denied|must be owner/;
      expect(await asRuntime(`update event_log set type = 'b'`)).toMatch(denied);
      expect(await asRuntime('delete from event_log')).toMatch(denied);
      expect(await asRuntime('truncate event_log')).toMatch(denied);
      expect(await asRuntime('truncate notes')).toMatch(denied);
      expect(await asRuntime('delete from migrations')).toMatch(denied);
      expect(await asRuntime('create table mine (id int)')).toMatch(denied);
      expect(await asRuntime('drop table notes')).toMatch(denied);
    }
  });

  it('takes back a right that somebody gave by hand', async () => {
    await migrate();
    await owner.query(`grant update on event_log to ${new URL(database.runtimeUrl).username}`);
    await migrate();
    expect(await asRuntime(`update event_log set type = 'b'`)).toMatch(/permission denied/);
  });

  it('happens once, however many replicas start at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrate()));
    expect(await notes()).toEqual([{ text: 'first' }]);
    const applied = await owner.query<{ name: string }>('select name from migrations order by id');
    expect(applied.rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });

  it('leaves nothing half done where a migration fails, and goes on from there', async () => {
    await expect(migrate([...migrations, Broken1700000000003])).rejects.toThrow(/broken/);
    expect(await notes()).toEqual([{ text: 'first' }]);
    await migrate();
  });

  it('names the variable where there is no database', async () => {
    await expect(
      migrateDatabase({
        ownerUrl: 'postgres://a:hunter2@127.0.0.1:1/x',
        runtimeUrl: database.runtimeUrl,
        migrations,
        logger,
      }),
    ).rejects.toThrow(/^DATABASE_OWNER_URL: no connection to PostgreSQL \(.*ECONNREFUSED/);
  });
});

describe('a connection', () => {
  it('never waits for ever', async () => {
    const connected = await connectDatabase({
      url: database.runtimeUrl,
      applicationName: 'notes',
      poolSize: 2,
    });
    const setting = async (name: string) => {
      const [row] = await connected.query<Record<string, string>[]>(
        `select current_setting('${name}') as value`,
      );
      return row?.['value'];
    };
    expect(await setting('statement_timeout')).toBe('10s');
    expect(await setting('lock_timeout')).toBe('5s');
    expect(await setting('idle_in_transaction_session_timeout')).toBe('15s');
    expect(await setting('application_name')).toBe('notes');
    await connected.destroy();
  });

  it('that cannot be made names the variable and not the password', async () => {
    const refused = connectDatabase({ url: 'postgres://a:hunter2@127.0.0.1:1/x', applicationName: 'notes' });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: no connection to PostgreSQL \((?!.*hunter2)/);
  });
});
