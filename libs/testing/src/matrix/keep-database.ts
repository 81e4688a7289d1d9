import { Client } from 'pg';

type Table = { name: string; columns: string };
type Reference = { from: string; to: string };
type Digest = { name: string; count: number; md5: string | null };

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
function inOrder(tables: readonly Table[], references: readonly Reference[]): Table[] {
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

/** The tables and all that refer to them, over others, too: what is emptied together. */
function withReferring(names: readonly string[], references: readonly Reference[]): ReadonlySet<string> {
  const found = new Set(names);
  // A set hands out what is added to it on the way.
  for (const name of found) for (const { from, to } of references) if (to === name) found.add(from);
  return found;
}

/**
 * Looks at a whole database and puts it back, for tests that ask what must change nothing.
 * @param ownerUrl as the role that owns the tables
 */
export async function keepDatabase(ownerUrl: string) {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows: tables } = await owner.query<Table>(tablesQuery);
  const { rows: references } = await owner.query<Reference>(referencesQuery);
  const ordered = inOrder(tables, references);
  const digests = ordered.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int, md5(string_agg(t::text, '' order by t::text)) from ${name} t`,
  );
  const everything = async (): Promise<Digest[]> =>
    (await owner.query<Digest>(`${digests.join(' union all ')} order by name`)).rows;
  let remembered: Digest[] = [];
  return {
    /** A digest of every table. */
    everything,
    /** Remembers everything as it is now. */
    async remember() {
      await owner.query('drop schema if exists kept cascade; create schema kept');
      await owner.query(
        ordered
          .map(({ name, columns }) => `create table kept.${name} as select ${columns} from ${name}`)
          .join('; '),
      );
      remembered = await everything();
    },
    /** Puts everything back as it was remembered: the tables that are different now, with all that refer to them. */
    async restore() {
      const now = await everything();
      const changed = remembered.filter(
        ({ count, md5 }, at) => now[at]?.count !== count || now[at]?.md5 !== md5,
      );
      if (changed.length === 0) return;
      const emptied = withReferring(
        changed.map(({ name }) => name),
        references,
      );
      const back = ordered.filter(({ name }) => emptied.has(name));
      const again = back.map(
        ({ name, columns }) =>
          `insert into ${name} (${columns}) overriding system value select ${columns} from kept.${name}`,
      );
      await owner.query([`truncate ${back.map(({ name }) => name).join(', ')}`, ...again].join('; '));
    },
    close: () => owner.end(),
  };
}
