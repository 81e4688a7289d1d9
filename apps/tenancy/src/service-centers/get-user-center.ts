import type { PartKind, userServiceCenterSchema } from '@tenantry/contracts';
import { type Actor, heldBy, seesCenter } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findBindingWorld } from './binding-world';
import { organizationFor } from './find-centers';
import { findParts, partsOfKind } from './find-parts';
import { bindingActs } from './list-user-centers';

type Ids = readonly string[] | null;

/**
 * What a binding of a user opens or could open of a service center, and what of it the actor may give. Whoever sees the
 * center only by the binding is told what that opens and nothing else of it.
 * @throws {Problem} `user.not_found`, `service_center.not_found`
 */
export async function getUserCenter(
  database: Database,
  ids: { actor: Actor; userId: string; centerId: string },
): Promise<z.infer<typeof userServiceCenterSchema>> {
  const { actor, user, center, binding, actorsBinding } = await findBindingWorld(database, ids);
  const parts = await findParts(database, [center.centerId]);
  const held = heldBy(actor, actorsBinding);
  const toldAll = seesCenter(actor, center);
  const choiceOf = (kind: PartKind, given: Ids, mine: Ids) => {
    const choice = choicesOf(partsOfKind(parts, kind), given, mine);
    return toldAll ? choice : { ...choice, parts: choice.parts.filter((part) => part.given) };
  };
  return {
    userId: user.userId,
    serviceCenterId: center.centerId,
    name: center.name,
    organization: organizationFor(actor, center),
    version: binding?.version ?? null,
    owned: binding?.owned ?? false,
    customers: choiceOf('customer', binding ? binding.customerIds : [], held.customerIds),
    entities: choiceOf('entity', binding ? binding.entityIds : [], held.entityIds),
    acts: bindingActs(actor, user, center),
  };
}

function choicesOf(parts: ReturnType<typeof partsOfKind>, given: Ids, held: Ids) {
  const within = (ids: Ids, partId: string) => ids === null || ids.includes(partId);
  return {
    all: given === null,
    mayGiveAll: given === null || held === null,
    parts: parts.map((part) => ({
      ...part,
      given: within(given, part.partId),
      mayGive: within(given, part.partId) || within(held, part.partId),
    })),
  };
}
