import type { OrganizationReference, roleSchema } from '@tenantry/contracts';
import { type Actor, builtInRoles, inSubtree, type Role } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import type { Keyset } from '../search/keyset';
import { matching } from '../search/matching';
import { statement } from '../search/statement';

type RoleView = Omit<z.infer<typeof roleSchema>, 'version' | 'holders' | 'change'>;

/** An organization's own role with the place of the organization. */
export type OwnRole = Role & {
  name: string;
  description: string;
  version: number;
  organization: OrganizationReference;
  organizationPath: string[];
  /** By the depth of the organization and by name. */
  sortName: string;
};

type Sought = {
  organizationIds?: readonly string[];
  ids?: readonly string[];
  /** The role behind which a page begins. */
  after?: Keyset | undefined;
  /** Of what was typed, see `wordsOf`; each is found in the name. */
  words?: readonly string[];
  limit?: number;
};

/** A path has 8 organizations at most: a digit. */
const sortName = `cardinality(o.path)::text || r.sort_name`;

/** The own roles of these organizations, or those with these ids, by the depth of the organization and by name. */
export function findOwnRoles(
  database: Database,
  { organizationIds, ids, after, words = [], limit }: Sought,
): Promise<OwnRole[]> {
  const { values, bind } = statement();
  const sought = `(r.organization_id = any(${bind(organizationIds ?? [])}::uuid[]) or r.id::text = any(${bind(ids ?? [])}::text[]))`;
  const behind = after ? `(${sortName}, r.id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  return database.query<OwnRole[]>(
    `select r.id, r.name, r.description, r.lowest_account_type as "lowestAccountType", r.permissions, r.version,
       json_build_object('organizationId', o.id, 'name', o.name, 'kind', o.kind) as organization,
       o.path as "organizationPath", ${sortName} as "sortName"
     from roles r join organizations o on o.id = r.organization_id
     where ${sought} and ${behind} and ${matching(words, { search: "(' ' || r.sort_name)", id: 'r.id' }, bind)}
     order by ${sortName}, r.id limit ${bind(limit ?? null)}::int`,
    values,
  );
}

/** The role as it is shown; an organization above the actor's is not named. */
export const toRoleView = (actor: Actor, role: OwnRole): RoleView => ({
  roleId: role.id,
  builtIn: false,
  name: role.name,
  description: role.description,
  organization: inSubtree(actor, role.organizationPath) ? role.organization : null,
  lowestAccountType: role.lowestAccountType,
  permissions: [...role.permissions],
});

export const builtInRoleViews: readonly RoleView[] = builtInRoles.map((role) => ({
  roleId: role.id,
  builtIn: true,
  name: null,
  description: null,
  organization: null,
  lowestAccountType: role.lowestAccountType,
  permissions: [...role.permissions],
}));
