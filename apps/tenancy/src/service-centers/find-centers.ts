import type { OrganizationReference } from '@tenantry/contracts';
import { type Actor, inSubtree, type ServiceCenter } from '@tenantry/domain';
import { asId } from '../as-id';
import type { Database } from '../access/find-access';

/** A service center with its organization and those that it is shared with, by name. */
export type Center = Omit<ServiceCenter, 'sharedWith'> & {
  name: string;
  version: number;
  createdAt: Date;
  organization: OrganizationReference;
  shares: (OrganizationReference & { path: string[] })[];
  sharedWith: string[][];
};

/** Reads service centers with one query. Unknown ids are missing. */
export async function findCenters(
  database: Database,
  centerIds: readonly string[],
): Promise<Map<string, Center>> {
  const rows = await database.query<Omit<Center, 'sharedWith'>[]>(
    `select c.id as "centerId", c.name, c.version, c.created_at as "createdAt", o.path,
       json_build_object('organizationId', o.id, 'name', o.name, 'kind', o.kind) as organization,
       coalesce(shared.organizations, '[]') as shares
     from service_centers c join organizations o on o.id = c.organization_id
     left join lateral (
       select json_agg(json_build_object('organizationId', w.id, 'name', w.name, 'kind', w.kind, 'path', w.path)
         order by w.sort_name, w.id) as organizations
       from service_center_shares s join organizations w on w.id = s.organization_id where s.center_id = c.id
     ) shared on true
     where c.id = any($1::uuid[])`,
    [centerIds],
  );
  return new Map(
    rows.map((row) => [row.centerId, { ...row, sharedWith: row.shares.map((share) => share.path) }]),
  );
}

/** The center with this id as it came with a request; `undefined` for none, and for what is no id. */
export async function findCenter(database: Database, centerId: string): Promise<Center | undefined> {
  const id = asId(centerId);
  return id === undefined ? undefined : (await findCenters(database, [id])).get(id);
}

/** The organization that a center belongs to, as far as the actor may know it. */
export const organizationFor = (
  actor: Pick<Actor, 'organizationId'>,
  center: Pick<Center, 'organization' | 'path'>,
): OrganizationReference | null => (inSubtree(actor, center.path) ? center.organization : null);
