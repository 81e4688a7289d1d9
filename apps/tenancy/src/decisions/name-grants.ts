import type { Question } from '@tenantry/contracts';
import { builtInRoles, type Module, type Role } from '@tenantry/domain';
import type { Database } from '../access/find-access';
import { findModules } from '../modules/find-modules';
import { sortKey } from '../search/fold';

type Named = Extract<Question, { about: 'grant' }>;
type GrantedRole = Role & { organizationPath: readonly string[] | null };
/** What a name stands for. */
export type Meant = { role: GrantedRole } | { module: Module };

/**
 * Finds what is meant by keys, ids and names as people typed them: of roles those that are built in and those of the
 * organization and of the ones above it. With one query for all roles, and one for the modules; none where nothing is asked.
 * @returns for an organization and a name what it stands for; nothing where nobody knows it, or where it could be several
 */
export async function nameGrants(
  database: Database,
  questions: readonly Named[],
): Promise<(named: Named, path: readonly string[]) => Meant | undefined> {
  const roles = await findRoles(
    database,
    questions.filter(({ kind }) => kind === 'role'),
  );
  const modules = questions.some(({ kind }) => kind === 'module') ? await findModules(database) : [];
  return (named, path) => {
    const [key, id] = [sortKey(named.name), named.name.toLowerCase()];
    if (named.kind === 'module') {
      const meant = modules.filter((module) => module.key === id || sortKey(module.name) === key);
      const module = meant.find((one) => one.key === id) ?? only(meant);
      return module && { module };
    }
    const own = roles.filter(({ organizationId }) => path.includes(organizationId));
    const role =
      // Written as a key is: anything else is a name, which others may have, too.
      builtIn.find((one) => one.id === named.name) ??
      own.find((one) => one.id === id) ??
      only([
        ...builtIn.filter((one) => one.id === named.builtIn),
        ...own.filter(({ sortName }) => sortName === key),
      ]);
    return role && { role };
  };
}

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

const builtIn: readonly GrantedRole[] = builtInRoles.map((role) => ({ ...role, organizationPath: null }));

function findRoles(
  database: Database,
  named: readonly Named[],
): Promise<(GrantedRole & { organizationId: string; sortName: string })[]> {
  if (named.length === 0) return Promise.resolve([]);
  const names = named.map(({ name }) => sortKey(name));
  const ids = named.map(({ name }) => name.toLowerCase());
  return database.query(
    `select r.id, r.lowest_account_type as "lowestAccountType", r.permissions, r.organization_id as "organizationId",
       o.path as "organizationPath", r.sort_name as "sortName"
     from roles r join organizations o on o.id = r.organization_id
     where r.organization_id in (
       select unnest(path) from organizations where id = any($3::uuid[])
     ) and (r.sort_name = any($1::text[]) or r.id::text = any($2::text[]))`,
    [names, ids, named.map(({ organizationId }) => organizationId)],
  );
}
