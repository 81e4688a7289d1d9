import { bindingActSchema, type PartKind, type userServiceCentersSchema } from '@tenantry/contracts';
import { type Actor, decideOnBinding, decideOnUser, type Subject } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findPair } from './binding-world';
import { findBindings } from './find-bindings';
import { type Center, findCenters, organizationFor } from './find-centers';
import { findPartsByCenter, type Part, partsOfKind } from './find-parts';

type UserServiceCenters = z.infer<typeof userServiceCentersSchema>;

/**
 * The service centers that a user is bound to, by name, with what the actor may do about each (A6, A7).
 * @throws {Problem} `user.not_found`
 */
export async function listUserCenters(
  database: Database,
  by: Actor,
  userId: string,
): Promise<UserServiceCenters> {
  const { actor, user, access } = await findPair(database, by, userId);
  const bindings = await findBindings(database, [access.userId]);
  const ids = bindings.map(({ centerId }) => centerId);
  const centers = await findCenters(database, ids);
  const partsOf = await findPartsByCenter(database, ids);
  const items = bindings.flatMap(({ centerId, version, owned, customerIds, entityIds }) => {
    const center = centers.get(centerId);
    if (!center) return [];
    const ofCenter = partsOf(centerId);
    return {
      serviceCenterId: centerId,
      name: center.name,
      organization: organizationFor(actor, center),
      version,
      owned,
      customers: openedOf(ofCenter, 'customer', customerIds),
      entities: openedOf(ofCenter, 'entity', entityIds),
      acts: bindingActs(actor, user, center),
    };
  });
  return {
    userId: access.userId,
    items: items.sort((one, other) => one.name.localeCompare(other.name)),
    bind: decideOnUser(actor, 'user.access', user, 0),
  };
}

function openedOf(parts: readonly Part[], kind: PartKind, ids: readonly string[] | null) {
  const all = partsOfKind(parts, kind);
  return {
    all: ids === null,
    parts: ids ? all.filter(({ partId }) => ids.includes(partId)) : [],
    total: all.length,
  };
}

/** One decision for all: who owns the center may, see `decideOnBinding`. */
export function bindingActs(actor: Actor, user: Subject & { active: boolean }, center: Center) {
  const decision = decideOnBinding(actor, user, center);
  return bindingActSchema.options.map((act) => ({ act, decision }));
}
