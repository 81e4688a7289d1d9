import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createClaimTable } from './create-claim-table';
import { createDialogueTables } from './create-dialogue-tables';
import { createOrganizationTables } from './create-organization-tables';
import { createWall } from './create-wall';
import { deepest, depths } from './depths';

/** Organizations, each user's access and the user directory. */
export class CreateTenancyTables1763800100000 implements MigrationInterface {
  name = 'CreateTenancyTables1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
    await createOrganizationTables(runner);
    await runner.query(`
      create table access (
        user_id uuid primary key,
        organization_id uuid not null references organizations (id),
        account_type text not null check (account_type in ('standard', 'privileged', 'master')),
        -- Keys of roles that are built in, and ids of \`roles\`.
        role_ids text[] not null default '{}',
        modules text[] not null default '{}',
        -- \`null\` lets into all sub-accounts of the organization.
        sub_account_ids uuid[],
        -- Identity's word, applied in the order of its events: the decision counts active masters.
        status text not null check (status in ('pending', 'active', 'blocked', 'inactive', 'removed')),
        version int not null,
        check (account_type <> 'standard' or not modules && array['pricing', 'payment', 'user_management'])
      )`);
    await runner.query(`create index access_by_role on access using gin (role_ids)`);
    await runner.query(`create index access_by_organization on access (organization_id)`);
    await runner.query(`
      create index access_active_masters on access (organization_id)
      where account_type = 'master' and status = 'active'`);
    await createClaimTable(runner);

    await runner.query(`
      create table roles (
        id uuid primary key,
        organization_id uuid not null references organizations (id),
        name text not null,
        description text not null,
        lowest_account_type text not null check (lowest_account_type in ('standard', 'privileged', 'master')),
        permissions text[] not null,
        version int not null,
        created_at timestamptz not null,
        sort_name text collate "C" not null,
        -- What a standard account may hold opens nothing that is for administrators.
        check (lowest_account_type <> 'standard' or permissions = '{}')
      )`);
    // Ids of roles stand as text beside the keys of those that are built in.
    await runner.query(`create index roles_by_text_id on roles ((id::text))`);
    await runner.query(`create unique index roles_by_name on roles (organization_id, sort_name)`);

    // Areas of the customer's product, as the operator names them.
    await runner.query(`
      create table modules (
        key text primary key check (key ~ '^[a-z][a-z0-9_]{1,39}$'),
        name text not null,
        admin_only boolean not null,
        position int not null,
        -- 0 until the operator has changed it: those that an installation begins with are no events.
        version int not null default 0,
        check (admin_only or key not in ('pricing', 'payment', 'user_management'))
      )`);
    await runner.query(`
      insert into modules (key, name, admin_only, position) values
        ('statistics', 'Statistics', false, 1), ('messages', 'Messages', false, 2), ('numbers', 'Numbers', false, 3),
        ('scripts', 'Scripts', false, 4), ('pricing', 'Pricing', true, 5), ('payment', 'Payment', true, 6),
        ('user_management', 'User management', true, 7)`);

    await runner.query(`
      create table sub_accounts (
        id uuid primary key,
        organization_id uuid not null references organizations (id),
        name text not null,
        version int not null,
        created_at timestamptz not null,
        sort_name text collate "C" not null
      )`);
    await runner.query(
      `create unique index sub_accounts_by_name on sub_accounts (organization_id, sort_name)`,
    );

    await runner.query(`
      create table service_centers (
        id uuid primary key,
        organization_id uuid not null references organizations (id),
        name text not null,
        version int not null,
        created_at timestamptz not null,
        search text not null,
        sort_name text collate "C" not null
      )`);
    await runner.query(
      `create index service_centers_by_organization on service_centers (organization_id, sort_name, id)`,
    );
    await runner.query(
      `create index service_centers_search on service_centers using gin (search gin_trgm_ops)`,
    );
    // The customers and service entities of a center: what a binding opens all or some of.
    await runner.query(`
      create table service_center_parts (
        id uuid primary key,
        center_id uuid not null references service_centers (id),
        kind text not null check (kind in ('customer', 'entity')),
        name text not null,
        created_at timestamptz not null,
        sort_name text collate "C" not null
      )`);
    await runner.query(`
      create unique index service_center_parts_by_name on service_center_parts (center_id, kind, sort_name)`);
    await runner.query(`
      create table service_center_shares (
        center_id uuid not null references service_centers (id),
        organization_id uuid not null references organizations (id),
        created_at timestamptz not null,
        primary key (center_id, organization_id)
      )`);
    await runner.query(
      `create index service_center_shares_by_organization on service_center_shares (organization_id)`,
    );
    await runner.query(`
      create table bindings (
        user_id uuid not null references access (user_id),
        center_id uuid not null references service_centers (id),
        -- The lock.
        owned boolean not null,
        -- \`null\` opens all of them, also those that come later.
        customer_ids uuid[],
        entity_ids uuid[],
        -- The version of access/<user id> that wrote it: who changes it says which one they saw.
        version int not null default 1,
        primary key (user_id, center_id)
      )`);
    await runner.query(`create index bindings_by_center on bindings (center_id, user_id)`);
    await runner.query(`create index bindings_owned on bindings (user_id) where owned`);
    await createDialogueTables(runner);

    await runner.query(`
      create table directory (
        user_id uuid primary key,
        organization_id uuid not null,
        path uuid[] not null,
        rank smallint not null,
        -- The service centers that the user is bound to, see \`bindings\`.
        centers uuid[] not null default '{}',
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
        -- The same for indexes, whose rows have a limit; null where it is longer than names and addresses are.
        short_search text generated always as (case when octet_length(search) <= 600 then search end) stored,
        sort_name text collate "C" not null,
        check (cardinality(path) <= ${deepest}),
        -- The organization at each depth, so that every administrator's list is a walk along one index.
        ${depths.map((depth) => `at_${depth} uuid generated always as (path[${depth}]) stored`).join(', ')}
      )`);
    for (const depth of depths) {
      // With what is searched, so that a walk in search of a common word reads the rows that it finds and no others.
      await runner.query(
        `create index directory_by_name_${depth} on directory (at_${depth}, sort_name, user_id)
         include (short_search) where at_${depth} is not null`,
      );
      // With what a count looks at, so that it need not read the rows.
      await runner.query(
        `create index directory_by_creation_${depth} on directory (at_${depth}, created_at, user_id)
         include (rank, centers, status) where at_${depth} is not null`,
      );
    }
    // Without the pending list (fastupdate) a search reads the same few pages however many rows were just written.
    // Together with the path, so that a search below an organization reads what is common to both.
    await runner.query(`
      create index directory_search on directory using gin (search gin_trgm_ops, path) with (fastupdate = off)`);
    await runner.query(`
      create index directory_by_name on directory (sort_name, user_id) include (short_search)`);
    await runner.query(`create index directory_by_creation on directory (created_at, user_id)`);
    // Whole user names and addresses, see visibility/find-account.ts.
    await runner.query(
      `create index directory_by_user_name on directory (lower(normalize(user_name, nfkc)))`,
    );
    await runner.query(`create index directory_by_email on directory (lower(normalize(email, nfkc)))`);
    await runner.query(`create index directory_by_status on directory (status, sort_name, user_id)`);
    await createWall(runner, deepest);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
