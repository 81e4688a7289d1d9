import { Client } from 'pg';

type Table = { name: string; columns: string };

const tablesQuery = `
  select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by c.relname`;
const referencesQuery = `
  select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
  where contype = 'f' and conrelid <> confrelid`;

/** Every table after those that it refers to. */
function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const ordered: Table[] = [];
  while (ordered.length < tables.length) {
    const isThere = (name: string) => ordered.some((table) => table.name === name);
    const next = tables.filter(
      ({ name }) => !isThere(name) && references.every(({ from, to }) => from !== name || isThere(to)),
    );
    if (next.length === 0) throw new Error('The tables refer to each other in a circle.');
    ordered.push(...next);
  }
  return ordered;
}

/**
 * Looks at a whole database and puts it back, for tests that ask what must change nothing.
 * @param ownerUrl as the role that owns the tables
 */
export async function keepDatabase(ownerUrl: string) {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows: tables } = await owner.query<Table>(tablesQuery);
  const { rows: references } = await owner.query<{ from: string; to: string }>(referencesQuery);
  const ordered = inOrder(tables, references);
  const digests = ordered.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int, md5(string_agg(t::text, '' order by t::text)) from ${name} t`,
  );
  return {
    /** A digest of every table. */
    everything: async (): Promise<object[]> =>
      (await owner.query<object>(`${digests.join(' union all ')} order by name`)).rows,
    /** Remembers everything as it is now. */
    async remember() {
      await owner.query('drop schema if exists kept cascade; create schema kept');
      await owner.query(
        ordered
          .map(({ name, columns }) => `create table kept.${name} as select ${columns} from ${name}`)
          .join('; '),
      );
    },
    /** Puts everything back as it was remembered. */
    async restore() {
      const again = ordered.map(
        ({ name, columns }) =>
          `insert into ${name} (${columns}) overriding system value select ${columns} from kept.${name}`,
      );
      // Cascading, where something is not ours to know: it is empty then.
      const names = ordered.map(({ name }) => name).join(', ');
      await owner.query([`truncate ${names} cascade`, ...again].join('; '));
    },
    close: () => owner.end(),
  };
}
