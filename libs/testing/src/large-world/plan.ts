/** Who lives in the large world and where, in SQL that gives the same ids in every database that it is run in. */
export type Plan = {
  users: number;
  /** Below the operator; each with 20 companies, those with 19 customers each, and 50 service centers. */
  resellers: number;
  /** What the ids are made from, lower-case hexadecimal: another key is another world. */
  key: string;
  /** The operator's organization. */
  root: string;
  /** When the last user was created; the others every 7 seconds before. */
  until: Date;
};

/** The reseller's and the ids of whoever administers it and owns its service centers. */
export const delegatedPlace = ({ resellers }: Plan): number => Math.ceil(resellers / 2);
/** Organizations that a plan adds. */
export const placesOf = ({ resellers }: Plan): number => resellers * (1 + companies + companies * customers);
const companies = 20;
const customers = 19;
export const centers = 50;

const names = (text: string): string =>
  `array[${text
    .split(' ')
    .map((name) => `'${name}'`)
    .join(', ')}]`;
const firstNames = names(
  'Ada Ben Cleo Dora Emil Fay Gus Hana Ivo June Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tara Uwe Vera Walt Xena Yara Zeno Abel Bea Cyd Dino Edda Finn Gail Hugo Ines Jon Kaja Lars Mona Nils',
);
const lastNames = names(
  'Smith Anders Baker Castillo Dietrich Eriksen Fontana Gruber Hoffmann Ibarra Jansen Keller Lindberg Moreau Novak Olsen Petrov Quint Rossi Schmidt Tanaka Ullmann Vargas Weber Xavier Young Zimmer Albrecht Bishop Carver Delgado Egger Falk Garnier Hale Ibsen Jordan Kovac Lang Marsh Nagel Ortega Park Quast Reyes Stone Thorne Urban Voss Winter',
);

/** The id of a thing of the world, as RFC 9562 section 5.8 leaves them to whoever makes them. */
export const idSql = ({ key }: Pick<Plan, 'key'>, thing: string): string =>
  `overlay(overlay(md5('${key}' || ${thing}) placing '8' from 13) placing 'a' from 17)::uuid`;

/** Temporary tables `place` (the organizations) and `person` (the users), the same in each database. */
export function planSql(plan: Plan): string[] {
  const { users, resellers, root, until } = plan;
  const id = (thing: string) => idSql(plan, thing);
  return [
    `create temp table place (n int, id uuid, parent uuid, kind text, path uuid[], reseller int) on commit drop`,
    `insert into place select n, id, '${root}', 'reseller', array['${root}'::uuid, id], n
     from (select n, ${id(`'reseller ' || n`)} as id from generate_series(1, ${resellers}) n) r`,
    `insert into place select n, id, parent, 'company', path || id, reseller from (
       select g.n, ${id(`'company ' || g.n`)} as id, r.id as parent, r.path, r.reseller
       from generate_series(1, ${resellers * companies}) g (n) join place r on r.n = (g.n - 1) / ${companies} + 1) c`,
    `insert into place select n, id, parent, 'customer', path || id, reseller from (
       select g.n, ${id(`'customer ' || g.n`)} as id, c.id as parent, c.path, c.reseller
       from generate_series(1, ${resellers * companies * customers}) g (n)
         join place c on c.kind = 'company' and c.n = (g.n - 1) / ${customers} + 1) c`,
    // Each reseller has a block of the users.
    `create temp table numbered on commit drop as
       select (row_number() over (order by reseller, kind, n) - 1)::int as k, id, path, reseller from place`,
    `analyze place, numbered`,
    `create temp table person on commit drop as
     select *, lower(first_name || '.' || last_name) || u as name from (
       select u, ${id(`'user ' || u`)} as id, p.id as organization_id, p.path, p.reseller,
         case when u % 200 = 0 then 2 when u % 25 = 0 then 1 else 0 end as rank,
         case u % 20 when 0 then 'pending' when 1 then 'blocked' else 'active' end as status,
         (${firstNames})[1 + (u * 7) % 40] as first_name, (${lastNames})[1 + (u / 40) % 50] as last_name,
         timestamptz '${until.toISOString()}' - (${users} - u) * interval '7 seconds' as created_at
       from generate_series(0, ${users - 1}) u join numbered p on p.k = (u::bigint * ${placesOf(plan)} / ${users})::int
     ) person`,
  ];
}
