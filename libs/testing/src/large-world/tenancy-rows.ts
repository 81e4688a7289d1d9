import { centers, delegatedPlace, idSql, type Plan } from './plan';

/** The searched text of parts that can be asked for as a whole, as tenancy's search/fold.ts makes it. */
const wholes = (...parts: string[]): string =>
  `E' \\x1f ' || ${parts.map((part) => `${part} || E' \\x1f '`).join(' || ')}`;

/** Tenancy's rows: organizations, service centers, access, bindings and the directory. Every fifth user is bound to one or two centers. */
export function tenancySql(plan: Plan): string[] {
  const center = (reseller: string, n: string) => idSql(plan, `'center ' || ${reseller} || '-' || ${n}`);
  const second = `case when u % 2 = 0 then (u / 7) % ${centers} else (u / 5) % ${centers} end`;
  return [
    `insert into organizations (id, parent_id, kind, name, path, version, created_at, reference, search, sort_name, inactivity_days)
     select id, parent, kind, initcap(kind) || ' ' || n, path, 0, '${plan.until.toISOString()}', 'load-test',
       ' ' || kind || ' ' || n || ' ', kind || ' ' || n, case kind when 'reseller' then 0 end
     from place order by cardinality(path)`,
    `insert into service_centers (id, organization_id, name, version, created_at, search, sort_name)
     select ${center('p.n', 'c')}, p.id, 'Center ' || p.n || '-' || c, 0, '${plan.until.toISOString()}',
       ' center ' || p.n || '-' || c || ' ', 'center ' || p.n || '-' || c
     from place p, generate_series(0, ${centers - 1}) c where p.kind = 'reseller'`,
    `create temp table bound on commit drop as
     select u, array(select distinct id from unnest(array[
       ${center('reseller', `(u / 5) % ${centers}`)}, ${center('reseller', second)}]) id) as centers
     from person where u % 5 = 3`,
    `create unique index on bound (u)`,
    `insert into access (user_id, organization_id, account_type, role_ids, status, version)
     select id, organization_id, (array['standard', 'privileged', 'master'])[1 + rank],
       case rank when 1 then array['company_administrator'] else '{}' end, status, 0 from person`,
    `insert into bindings (user_id, center_id, owned, version)
     select p.id, unnest(b.centers), false, 0 from person p join bound b using (u)`,
    // In no order, as years of invitations leave them.
    `insert into directory (user_id, organization_id, path, rank, centers, role_ids, user_name, email, first_name, last_name,
       status, blocked_reason, invitation_expired, created_at, version, search, sort_name)
     select id, organization_id, path, rank, coalesce(centers, '{}'),
       case rank when 1 then array['company_administrator'] else '{}' end, name, name || '@example.com', first_name, last_name,
       status, case status when 'blocked' then 'Load test' end, status = 'pending', created_at, 0,
       ${wholes("lower(first_name || ' ' || last_name)", 'name', "name || '@example.com'")},
       lower(last_name || ' ' || first_name) || ' ' || name
     from person left join bound using (u) order by id`,
  ];
}

/** The delegated administrator of one reseller, who owns all of its centers. */
export function delegatedSql(plan: Plan, { userName, email }: { userName: string; email: string }): string[] {
  const [n, id] = [delegatedPlace(plan), idSql(plan, `'delegated'`)];
  const reseller = `place where kind = 'reseller' and n = ${n}`;
  return [
    `insert into access (user_id, organization_id, account_type, role_ids, status, version)
     select ${id}, id, 'privileged', '{company_administrator}', 'active', 0 from ${reseller}`,
    `insert into bindings (user_id, center_id, owned, version)
     select ${id}, s.id, true, 0 from service_centers s join place p on p.id = s.organization_id
     where p.kind = 'reseller' and p.n = ${n}`,
    `insert into directory (user_id, organization_id, path, rank, centers, role_ids, user_name, email, status, created_at, version, search,
       sort_name)
     select ${id}, id, path, 1, array(select s.id from service_centers s where s.organization_id = place.id),
       '{company_administrator}', '${userName}', '${email}', 'active', '${plan.until.toISOString()}', 0, ${wholes(`'${userName}'`, `'${email}'`)},
       '${userName}' from ${reseller}`,
  ];
}
