import type { QueryRunner } from 'typeorm';

/** Organizations, and the lines that they assign down the tree. */
export async function createOrganizationTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table organizations (
      id uuid primary key,
      parent_id uuid references organizations (id),
      kind text not null check (kind in ('operator', 'reseller', 'company', 'customer')),
      name text not null,
      -- The ids from the root to the organization itself.
      path uuid[] not null check (path[cardinality(path)] = id),
      version int not null,
      created_at timestamptz not null,
      status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
      -- Since when and why it is suspended or closed, and the organization whose administrator did it.
      status_since timestamptz(3),
      status_reason text,
      status_by_organization_id uuid references organizations (id),
      -- The customer number, or the seller's own reference.
      reference text,
      contact_name text,
      contact_email text,
      contact_phone text,
      street text,
      postal_code text,
      city text,
      country text,
      language text,
      time_zone text,
      -- Its own policies; null inherits from the organization above.
      invitation_valid_days int check (invitation_valid_days between 1 and 30),
      idle_seconds int check (idle_seconds between 60 and 86400),
      support_email text,
      tell_mirrored boolean,
      -- Whom it names for requests of accounts, in its order.
      key_user_ids uuid[] not null default '{}',
      -- Folded, see search/fold.ts; sorted by bytes, so that the order never depends on the machine.
      search text not null,
      sort_name text collate "C" not null,
      check ((status = 'active') = (status_since is null)
        and (status = 'active') = (status_reason is null)
        and (status = 'active') = (status_by_organization_id is null)),
      check ((kind = 'operator') = (parent_id is null) and (parent_id is null) = (cardinality(path) = 1))
    )`);
  await runner.query(
    `create unique index organizations_one_root on organizations (kind) where parent_id is null`,
  );
  await runner.query(`create index organizations_by_parent on organizations (parent_id, sort_name, id)`);
  await runner.query(`create index organizations_by_path on organizations using gin (path)`);
  await runner.query(`create index organizations_by_name on organizations (sort_name, id)`);
  await runner.query(`create index organizations_search on organizations using gin (search gin_trgm_ops)`);

  // Lines: an asset of one organization, assigned down the tree from each to one directly below.
  await runner.query(`
    create table lines (
      id uuid primary key,
      kind text not null check (kind in ('sim', 'number', 'contract')),
      identifier text not null,
      label text,
      owner_id uuid not null references organizations (id),
      -- Who holds it now.
      organization_id uuid not null references organizations (id),
      version int not null,
      created_at timestamptz not null,
      search text not null,
      -- The identifier as it is compared and sorted, see lines/register-line.ts.
      sort_name text collate "C" not null
    )`);
  await runner.query(`create unique index lines_by_identifier on lines (kind, sort_name)`);
  await runner.query(`create index lines_search on lines using gin (search gin_trgm_ops)`);
  // A row for each organization from the owner down to the holder: every list is a walk along the primary key.
  await runner.query(`
    create table line_holdings (
      organization_id uuid not null references organizations (id),
      line_id uuid not null references lines (id),
      -- The organization directly below that has it from this one; null for the holder.
      assigned_to uuid references organizations (id),
      sort_name text collate "C" not null,
      primary key (organization_id, sort_name, line_id)
    )`);
  await runner.query(`create unique index line_holdings_by_line on line_holdings (line_id, organization_id)`);
  await runner.query(
    `create unique index line_holdings_one_holder on line_holdings (line_id) where assigned_to is null`,
  );
}
