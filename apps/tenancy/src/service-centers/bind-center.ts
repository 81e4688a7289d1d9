import type { Acting, bindServiceCenterRequestSchema } from '@tenantry/contracts';
import { decideOnOpening, heldBy } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { lockBindingWorld } from './binding-world';
import type { BindingState } from './find-bindings';
import { findParts, type Part } from './find-parts';
import { invalid } from './invalid';
import { writeBindings } from './write-bindings';
import type { By } from './write-center';

export type BindCenter = {
  acting: Acting;
  userId: string;
  centerId: string;
  request: z.infer<typeof bindServiceCenterRequestSchema>;
};

/**
 * Binds a user to a service center, changes what the binding opens, or toggles its lock (A6, A7); publishes
 * `tenancy.access.service-center-bound.v1`. What is as it was is not written again.
 * @returns the user and the version of their access
 * @throws {Problem} those of {@link lockBindingWorld}, `service_center.binding_changed` where somebody else was faster,
 * `grant.not_allowed`, `request.invalid` for parts of another center
 */
export async function bindCenter(
  tx: EntityManager,
  { acting, userId, centerId, request }: BindCenter,
  by: By,
): Promise<{ userId: string; version: number }> {
  const world = await lockBindingWorld(tx, { acting, userId, centerId });
  const { actor, access, center, binding } = world;
  if ((binding?.version ?? null) !== request.version) throw new Problem('service_center.binding_changed');

  const parts = await findParts(tx, [center.centerId]);
  const wanted: BindingState = {
    centerId: center.centerId,
    owned: request.owned,
    customerIds: chosen(parts, 'customer', request.customerIds),
    entityIds: chosen(parts, 'entity', request.entityIds),
  };
  const held = heldBy(actor, world.actorsBinding);
  requireAllowed(
    decideOnOpening(access.organizationId, center, { wanted, before: binding ?? null, held }),
    'service_center.not_found',
  );
  if (binding && isSame(binding, wanted)) return { userId: access.userId, version: access.version };
  const versions = await writeBindings(tx, [{ ...wanted, userId: access.userId }], by);
  return { userId: access.userId, version: versions.get(access.userId) ?? access.version };
}

const pointers = { customer: '/customerIds', entity: '/entityIds' };

/** The chosen ids, each once and sorted. */
function chosen(parts: readonly Part[], kind: Part['kind'], ids: readonly string[] | null): string[] | null {
  if (ids === null) return null;
  const known = new Set(parts.filter((part) => part.kind === kind).map(({ partId }) => partId));
  const wanted = ids.map((id) => id.toLowerCase());
  const foreign = wanted.findIndex((id) => !known.has(id));
  if (foreign !== -1)
    throw invalid(
      `${pointers[kind]}/${foreign}`,
      'part.unknown',
      'The service center has no such customer or service entity.',
    );
  return [...new Set(wanted)].sort();
}

const isSame = (one: BindingState, other: BindingState): boolean =>
  one.owned === other.owned &&
  sameIds(one.customerIds, other.customerIds) &&
  sameIds(one.entityIds, other.entityIds);

/** Whether both name the same ids, in whatever order. */
const sameIds = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  JSON.stringify(one?.toSorted() ?? null) === JSON.stringify(other?.toSorted() ?? null);
