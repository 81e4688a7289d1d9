import { appendOnlyTables } from '@tenantry/messaging';
import { migrateDatabase } from '@tenantry/service-defaults';
import { type FreshDatabase, freshDatabase, silentLogger } from '@tenantry/testing';
import { Client } from 'pg';
import { migrations } from '../src/database';

describe('the running role of a test', () => {
  const databases: FreshDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));
  async function fresh(of: typeof migrations | []): Promise<FreshDatabase> {
    const database = await freshDatabase('tenancy', of);
    databases.push(database);
    return database;
  }

  /** What the running role may do with each table, sequence and function. */
  async function rightsIn({ dataSource }: FreshDatabase): Promise<string[]> {
    const rows = await dataSource.query<{ right: string }[]>(`
      select concat_ws(' ', what, name, may) as "right" from (
        select 'table' as what, relname::text as name, may from pg_class, unnest(array['select', 'insert', 'update',
            'delete', 'truncate', 'references', 'trigger']) may
          where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, may)
        union all
        select 'sequence', relname::text, may from pg_class, unnest(array['usage', 'select', 'update']) may
          where relnamespace = 'public'::regnamespace and relkind = 'S' and has_sequence_privilege(oid, may)
        union all
        select 'function', oid::regprocedure::text, 'execute' from pg_proc
          where pronamespace = 'public'::regnamespace and has_function_privilege(oid, 'execute')
        union all
        select 'schema', 'public', may from unnest(array['usage', 'create']) may
          where has_schema_privilege('public', may)
      ) rights order by 1`);
    return rows.map((row) => row.right);
  }

  it('may do what it may after a start of the service, no more and no less', async () => {
    const started = await fresh([]);
    const role = new URL(started.runtimeUrl).username;
    const owner = await freshOwner(started);
    // What the start gives is to be seen alone.
    await owner.query(`alter default privileges revoke all on tables from "${role}"`);
    await owner.query(`alter default privileges revoke all on sequences from "${role}"`);
    await owner.end();
    await migrateDatabase({ ...started, migrations, appendOnly: appendOnlyTables, logger: silentLogger });

    const rights = await rightsIn(await fresh(migrations));
    expect(rights).toEqual(await rightsIn(started));
    expect(rights).toContain('table event_personal delete');
    expect(rights).not.toContain('table event_log delete');
  });
});

async function freshOwner({ ownerUrl }: FreshDatabase): Promise<Client> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  return owner;
}
