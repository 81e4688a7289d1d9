import type { QueryRunner } from 'typeorm';

/** Read once a statement and not once a row. */
const setting = (name: string, type: string): string => `(select current_setting('app.${name}')::${type})`;
/** The rule about the row that goes by this name. @param within whether the row lies in the reader's subtree */
const inSight = (row: string, within: string): string =>
  `in_sight(${within}, ${row}.rank, ${row}.centers, ${row}.user_id, ${setting('rank', 'int')},
    ${setting('owns_all', 'boolean')}, ${setting('owned', 'uuid[]')}, ${setting('user_id', 'uuid')})`;
export const seen = (row: string): string => `
  case (select current_setting('app.sight', true))
    when 'all' then true
    when 'below' then ${inSight(row, `${row}.path[${setting('depth', 'int')}] = ${setting('organization_id', 'uuid')}`)}
    when 'own' then ${row}.user_id = ${setting('user_id', 'uuid')}
    else false
  end`;

/**
 * The second wall (decision 0016): what may be read of people, whatever a query says. A connection tells with `app.sight`
 * for whom it works; one that doesn't reads and writes nothing.
 * - `all`: the service's own work, which decides, projects and writes;
 * - `below`: somebody who manages users, whom `app.depth`, `app.organization_id`, `app.rank`, `app.owns_all`, `app.owned`
 *   and `app.user_id` describe;
 * - `own`: somebody who sees only themselves, `app.user_id`.
 * @param deepest the tree's depth with the root
 */
export async function createWall(runner: QueryRunner, deepest: number): Promise<void> {
  // The rule (A8) stands here once. It is inlined: what it is given can be looked up by index.
  await runner.query(`
    create function in_sight(within boolean, rank smallint, centers uuid[], user_id uuid,
      actor_rank int, owns_all boolean, owned uuid[], actor_id uuid) returns boolean
    language sql immutable parallel safe
    return within and rank <= actor_rank and (owns_all or centers = '{}' or centers <@ owned or user_id = actor_id)`);
  await wallIn(runner, 'directory', seen('directory'));
  // What belongs to a user is seen with them. In a function, which keeps its plan: what asks stays quickly planned.
  await runner.query(`
    create function user_in_sight(id uuid) returns boolean language plpgsql stable as $$
    begin
      return exists (select from directory d where d.user_id = id);
    end $$`);
  for (const table of ['access', 'bindings'])
    await wallIn(
      runner,
      table,
      `case current_setting('app.sight', true) when 'all' then true else user_in_sight(user_id) end`,
    );
  for (let depth = 1; depth <= deepest; depth += 1) await createViews(runner, depth);
  await createLookups(runner);
}

async function wallIn(runner: QueryRunner, table: string, condition: string): Promise<void> {
  const ownWork = `current_setting('app.sight', true) = 'all'`;
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`create policy sight on ${table} for select using (${condition})`);
  await runner.query(`create policy addition on ${table} for insert with check (${ownWork})`);
  await runner.query(`create policy change on ${table} for update using (${ownWork})`);
  await runner.query(`create policy removal on ${table} for delete using (${ownWork})`);
}

/**
 * Behind a policy only leakproof operators take an index: a search does not, and nothing is answered by an index alone.
 * These views belong to the owner, to whom no policy applies, and hold the rule themselves, in terms of the columns that the
 * indexes of their depth have. Lists take ids and counts from them, and read the rows again through the wall.
 */
export async function createViews(runner: QueryRunner, depth: number): Promise<void> {
  const within = depth === 1 ? 'true' : `d.at_${depth} = ${setting('organization_id', 'uuid')}`;
  const conditions = {
    ranked: inSight('d', within),
    mastered: `${setting('owns_all', 'boolean')} and ${within}`,
  };
  for (const [name, condition] of Object.entries(conditions))
    // Of two tables, because whoever may write to a view of one writes with its owner's rights.
    await runner.query(`
      create or replace view directory_${name}_${depth} as select d.* from directory d cross join (values (1)) one
      where (select current_setting('app.sight', true)) = 'below'
        and (select current_setting('app.depth', true)) = '${depth}' and ${condition}`);
}

/** What is looked up by an operator that is not leakproof, in functions of the owner that hold the rule themselves. */
async function createLookups(runner: QueryRunner): Promise<void> {
  await lookup(
    runner,
    `holders_of(role text, most int) returns setof uuid`,
    `select d.user_id from access a join directory d using (user_id) where a.role_ids @> array[role] and ${seen('d')}
     limit most`,
  );
  // An account of a subtree by its whole name, address or id, seen or not: the service asks that before it explains.
  await lookup(
    runner,
    `account_below(organization uuid, id uuid, name text) returns setof uuid`,
    `select d.user_id from directory d
     where (d.user_id = id or lower(normalize(d.user_name, nfkc)) = name or lower(normalize(d.email, nfkc)) = name)
       and d.path @> array[organization] and current_setting('app.sight', true) = 'all'
     order by d.status = 'removed', d.created_at desc limit 1`,
  );
  // They are named to be asked, so whoever sees the organization sees their names (C13).
  await lookup(
    runner,
    `key_users_of(organizations uuid[]) returns table (user_id uuid, name text, email text, status text)`,
    `select d.user_id, coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name), d.email, d.status
     from directory d
     where d.user_id in (select unnest(o.key_user_ids) from organizations o where o.id = any(organizations))`,
  );
}

export const lookup = (runner: QueryRunner, signature: string, query: string): Promise<unknown> =>
  runner.query(`
    create or replace function ${signature} language sql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$ ${query} $$`);
