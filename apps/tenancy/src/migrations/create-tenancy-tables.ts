import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organizations, each user's access and the user directory. */
export class CreateTenancyTables1763800100000 implements MigrationInterface {
  name = 'CreateTenancyTables1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
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
        -- Folded, see search/fold.ts; sorted by bytes, so that the order never depends on the machine.
        search text not null,
        sort_name text collate "C" not null,
        check ((kind = 'operator') = (parent_id is null) and (parent_id is null) = (cardinality(path) = 1))
      )`);
    await runner.query(
      `create unique index organizations_one_root on organizations (kind) where parent_id is null`,
    );
    await runner.query(`create index organizations_by_parent on organizations (parent_id)`);
    await runner.query(`create index organizations_by_path on organizations using gin (path)`);
    await runner.query(`create index organizations_by_name on organizations (sort_name, id)`);
    await runner.query(`create index organizations_search on organizations using gin (search gin_trgm_ops)`);

    await runner.query(`
      create table access (
        user_id uuid primary key,
        organization_id uuid not null references organizations (id),
        account_type text not null check (account_type in ('standard', 'privileged', 'master')),
        -- Identity's word, applied in the order of its events: the decision counts active masters.
        status text not null check (status in ('pending', 'active', 'blocked', 'inactive', 'removed')),
        version int not null
      )`);
    await runner.query(`create index access_by_organization on access (organization_id)`);
    await runner.query(`
      create index access_active_masters on access (organization_id)
      where account_type = 'master' and status = 'active'`);

    await runner.query(`
      create table directory (
        user_id uuid primary key,
        organization_id uuid not null,
        path uuid[] not null,
        rank smallint not null,
        user_name text not null,
        email text not null,
        first_name text,
        last_name text,
        status text not null,
        blocked_reason text,
        invitation_expires_at timestamptz,
        invitation_expired boolean not null default false,
        -- Milliseconds, as cursors carry it.
        created_at timestamptz(3) not null,
        last_sign_in_on date,
        -- The version of user/<id> that the row shows.
        version int not null,
        search text not null,
        sort_name text collate "C" not null
      )`);
    // Without the pending list (fastupdate) a search reads the same few pages however many rows were just written.
    await runner.query(`
      create index directory_search on directory using gin (search gin_trgm_ops) with (fastupdate = off)`);
    await runner.query(`create index directory_by_path on directory using gin (path)`);
    await runner.query(`create index directory_by_name on directory (sort_name, user_id)`);
    await runner.query(`create index directory_by_creation on directory (created_at, user_id)`);
    await runner.query(`create index directory_by_status on directory (status, sort_name, user_id)`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
