import type { OrganizationKind } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { Database } from '../access/find-access';

type OrganizationReference = { organizationId: string; name: string; kind: OrganizationKind };

/** The organizations of a path from the actor's own organization on: what lies above it is not theirs to see. */
export async function visiblePath(
  database: Database,
  actor: Pick<Actor, 'organizationId'>,
  path: readonly string[],
): Promise<OrganizationReference[]> {
  const own = path.indexOf(actor.organizationId);
  if (own === -1) return [];
  return database.query<OrganizationReference[]>(
    `select o.id as "organizationId", o.name, o.kind
     from unnest($1::uuid[]) with ordinality as step (id, position)
     join organizations o using (id) order by step.position`,
    [path.slice(own)],
  );
}
