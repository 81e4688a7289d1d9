import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** Whoever asks in the bench: the ids of a world that {@link fillLargeWorld} has made. */
export type LargeWorld = {
  operator: { userId: string; organizationId: string };
  /** Administers one reseller: sits above a hundredth of the users and owns the reseller's service centers. */
  delegated: { userId: string; organizationId: string };
  organizations: number;
  centers: number;
};

const resellers = 100;
const companiesOfEach = 20;
const customersOfEach = 19;
const centersOfEach = 50;

const firstNames =
  'Ada Ben Cleo Dora Emil Fay Gus Hana Ivo June Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tara Uwe Vera Walt Xena Yara Zeno Abel Bea Cyd Dino Edda Finn Gail Hugo Ines Jon Kaja Lars Mona Nils'.split(
    ' ',
  );
const lastNames =
  'Smith Anders Baker Castillo Dietrich Eriksen Fontana Gruber Hoffmann Ibarra Jansen Keller Lindberg Moreau Novak Olsen Petrov Quint Rossi Schmidt Tanaka Ullmann Vargas Weber Xavier Young Zimmer Albrecht Bishop Carver Delgado Egger Falk Garnier Hale Ibsen Jordan Kovac Lang Marsh Nagel Ortega Park Quast Reyes Stone Thorne Urban Voss Winter'.split(
    ' ',
  );

/**
 * Fills an empty database with users in 40,000 organizations (the operator, 100 resellers, 20 companies below each, 19
 * customers below each of those) and 5,000 service centers. Every fifth user is bound to one or two centers of their
 * reseller. Written by the database itself; nothing is random, so two worlds of one size are the same but for their ids.
 */
export async function fillLargeWorld(owner: DataSource, users: number): Promise<LargeWorld> {
  const root = randomUUID();
  await owner.query(
    `create temp table place (n int, id uuid, parent uuid, kind text, path uuid[]);
     insert into place select 0, '${root}'::uuid, null, 'operator', array['${root}'::uuid];
     insert into place select n, id, '${root}', 'reseller', array['${root}'::uuid, id]
       from (select n, gen_random_uuid() as id from generate_series(1, ${resellers}) n) r;
     insert into place select row_number() over (), id, parent, 'company', path || id
       from (select gen_random_uuid() as id, r.id as parent, r.path from place r, generate_series(1, ${companiesOfEach})
         where r.kind = 'reseller' order by r.n) c;
     insert into place select row_number() over (), id, parent, 'customer', path || id
       from (select gen_random_uuid() as id, c.id as parent, c.path from place c, generate_series(1, ${customersOfEach})
         where c.kind = 'company' order by c.n) c;
     insert into organizations (id, parent_id, kind, name, path, version, created_at, search, sort_name)
       select id, parent, kind, initcap(kind) || ' ' || n, path, 1, '2026-01-01', ' ' || kind || ' ' || n || ' ', kind || ' ' || n
       from place order by cardinality(path);
     create temp table numbered as
       select (row_number() over (order by reseller, n) - 1)::int as k, id, path, reseller from (
         select p.id, p.path, r.n as reseller, p.n from place p join place r on r.id = p.path[2] and r.kind = 'reseller') p;
     create unique index on numbered (k);
     insert into service_centers (id, organization_id, name, version, created_at, search, sort_name)
       select gen_random_uuid(), id, 'Center ' || n || '-' || c, 1, '2026-01-01', ' center ' || n || '-' || c || ' ', 'center ' || n || '-' || c
       from place, generate_series(1, ${centersOfEach}) c where kind = 'reseller';
     create temp table center as
       select (row_number() over (partition by s.organization_id order by s.sort_name) - 1)::int as c, r.n as reseller, s.id
       from service_centers s join place r on r.id = s.organization_id;
     create unique index on center (reseller, c)`,
  );
  const [counted] = await owner.query<{ places: number }[]>(`select count(*)::int as places from numbered`);
  const places = counted?.places ?? 0;
  // Each reseller has a block of the users, so that a hundredth of them lie below it.
  await owner.query(
    `create temp table person as
     select u, gen_random_uuid() as id, p.id as organization_id, p.path,
       case when u % 200 = 0 then 2 when u % 25 = 0 then 1 else 0 end as rank,
       case u % 20 when 0 then 'pending' when 1 then 'blocked' else 'active' end as status,
       ($1::text[])[1 + (u * 7) % ${firstNames.length}] as first_name,
       ($2::text[])[1 + (u / ${firstNames.length}) % ${lastNames.length}] as last_name,
       case when u % 5 = 3 then array(
         select c.id from center c where c.reseller = p.reseller
           and c.c in ((u / 5) % ${centersOfEach}, case when u % 2 = 0 then (u / 7) % ${centersOfEach} else (u / 5) % ${centersOfEach} end)
       ) else '{}' end as centers
     from generate_series(0, ${users - 1}) u
       join numbered p on p.k = (u::bigint * ${places} / ${users})::int`,
    [firstNames, lastNames],
  );
  await owner.query(
    `insert into access (user_id, organization_id, account_type, role_ids, status, version)
     select id, organization_id, (array['standard', 'privileged', 'master'])[1 + rank],
       case rank when 1 then array['company_administrator'] else '{}' end, status, 1 from person`,
  );
  await owner.query(
    `insert into bindings (user_id, center_id, owned) select id, unnest(centers), false from person where centers <> '{}'`,
  );
  // Built at once at the end: row by row they take four times as long. Rows lie in no order, as years of invitations leave them.
  const indexes = await owner.query<{ name: string; definition: string }[]>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename = 'directory' and indexname <> 'directory_pkey'`,
  );
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  await owner.query(
    `insert into directory (user_id, organization_id, path, rank, centers, user_name, email, first_name, last_name, status,
       created_at, version, search, sort_name)
     select id, organization_id, path, rank, centers, name, name || '@example.com', first_name, last_name, status,
       timestamptz '2026-01-01' + u * interval '7 seconds', 1,
       ' ' || lower(first_name || ' ' || last_name) || ' ' || name || ' ' || name || '@example.com ',
       lower(last_name || ' ' || first_name) || ' ' || name
     from (select *, lower(first_name || '.' || last_name) || u as name from person) p order by id`,
  );
  for (const { definition } of indexes) await owner.query(definition);
  const operator = await addAdministrator(owner, { place: `n = 0`, accountType: 'master' });
  const delegated = await addAdministrator(owner, {
    place: `kind = 'reseller' and n = ${resellers / 2}`,
    accountType: 'privileged',
  });
  await owner.query(
    `insert into bindings (user_id, center_id, owned)
     select $1, id, true from service_centers where organization_id = $2`,
    [delegated.userId, delegated.organizationId],
  );
  await owner.query(`vacuum analyze`);
  return { operator, delegated, organizations: places + 1, centers: resellers * centersOfEach };
}

async function addAdministrator(
  owner: DataSource,
  { place, accountType }: { place: string; accountType: 'privileged' | 'master' },
): Promise<{ userId: string; organizationId: string }> {
  const userId = randomUUID();
  const [found] = await owner.query<{ id: string; path: string[] }[]>(
    `select id, path from place where ${place}`,
  );
  if (!found) throw new Error(`there is no organization where ${place}`);
  await owner.query(
    `insert into access (user_id, organization_id, account_type, role_ids, status, version)
     values ($1, $2, $3, '{company_administrator}', 'active', 1)`,
    [userId, found.id, accountType],
  );
  await owner.query(
    `insert into directory (user_id, organization_id, path, rank, user_name, email, status, created_at, version, search, sort_name)
     values ($1, $2, $3, $4, 'administrator', 'administrator@example.org', 'active', now(), 1, ' administrator ', 'administrator')`,
    [userId, found.id, found.path, accountType === 'master' ? 2 : 1],
  );
  return { userId, organizationId: found.id };
}
