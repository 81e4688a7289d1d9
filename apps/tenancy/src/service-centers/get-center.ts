import { serviceCenterActSchema, type ServiceCenter as ServiceCenterView } from '@tenantry/contracts';
import { type Actor, decideOnCenter, inSubtree, ownsServiceCenter, seesCenter } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { Database } from '../access/find-access';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';
import { findCenter, organizationFor } from './find-centers';
import { findParts, partsOfKind } from './find-parts';

/**
 * A service center with its parts, with whom it is shared and what the actor may do to it (A6).
 * @throws {Problem} `service_center.not_found` for one that the actor does not see, known or not
 */
export async function getCenter(
  database: Database,
  actor: Actor,
  centerId: string,
): Promise<ServiceCenterView> {
  const center = await findCenter(database, centerId);
  if (!center || !seesCenter(actor, center)) throw new Problem('service_center.not_found');
  const parts = await findParts(database, [center.centerId]);
  const sharedWith = center.shares.filter(({ path }) => inSubtree(actor, path));
  return {
    serviceCenterId: center.centerId,
    name: center.name,
    organization: organizationFor(actor, center),
    version: center.version,
    createdAt: center.createdAt.toISOString(),
    owned: ownsServiceCenter(actor, center),
    customers: partsOfKind(parts, 'customer'),
    entities: partsOfKind(parts, 'entity'),
    sharedWith: sharedWith.map(({ organizationId, name, kind }) => ({ organizationId, name, kind })),
    sharedElsewhere: center.shares.length - sharedWith.length,
    boundUsers: await countBound(database, actor, center.centerId),
    acts: serviceCenterActSchema.options.map((act) => ({
      act,
      decision: decideOnCenter(actor, act, center),
    })),
  };
}

/** How many users are bound to it whom the actor sees. */
async function countBound(database: Database, actor: Actor, centerId: string): Promise<number> {
  const { values, bind } = statement();
  const [counted] = await database.query<{ count: number }[]>(
    `select count(*)::int as count from bindings b join directory d using (user_id)
     where b.center_id = ${bind(centerId)} and d.status <> 'removed' and ${visibleTo(actor, bind)}`,
    values,
  );
  return counted?.count ?? 0;
}
