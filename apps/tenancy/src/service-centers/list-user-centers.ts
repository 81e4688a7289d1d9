import { bindingActSchema, type PartKind, type userServiceCentersSchema } from '@tenantry/contracts';
import { type Actor, decideOnBinding, decideOnUser, type Subject } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findPair } from './binding-world';
import { findBindings } from './find-bindings';
import { type Center, findCenters, organizationFor } from './find-centers';
import { countParts, findOpenedParts, openedOf } from './find-parts';

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
  const opened = openedOf(await findOpenedParts(database, bindings));
  const count = await countParts(database, ids);
  const items = bindings.flatMap(({ centerId, version, owned, customerIds, entityIds }) => {
    const center = centers.get(centerId);
    if (!center) return [];
    const shown = (kind: PartKind, named: readonly string[] | null) => ({
      all: named === null,
      parts: opened(centerId, kind, named),
      total: count(centerId, kind),
    });
    return {
      serviceCenterId: centerId,
      name: center.name,
      organization: organizationFor(actor, center),
      version,
      owned,
      customers: shown('customer', customerIds),
      entities: shown('entity', entityIds),
      acts: bindingActs(actor, user, center),
    };
  });
  return {
    userId: access.userId,
    items: items.sort((one, other) => one.name.localeCompare(other.name)),
    bind: decideOnUser(actor, 'user.access', user, 0),
  };
}

/** One decision for all: who owns the center may, see `decideOnBinding`. */
export function bindingActs(actor: Actor, user: Subject & { active: boolean }, center: Center) {
  const decision = decideOnBinding(actor, user, center);
  return bindingActSchema.options.map((act) => ({ act, decision }));
}
