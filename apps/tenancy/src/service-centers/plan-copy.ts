import type { Acting } from '@tenantry/contracts';
import { createHash } from 'node:crypto';
import {
  type Actor,
  decideOnBinding,
  decideOnOpening,
  decideOnUser,
  type Decision,
  heldBy,
  type Opening,
  ranksAtLeast,
  union,
} from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { Access, Database } from '../access/find-access';
import { requireNotRemoved } from '../access/require-not-removed';
import { findPair, type Pair } from './binding-world';
import { type Binding, findBindings } from './find-bindings';
import { type Center, findCenters } from './find-centers';
import { invalid } from './invalid';

export type CopyIds = { by: Acting | Actor; receiverId: string; sourceId: string };
type PlannedCopy = {
  center: Center;
  outcome: 'added' | 'extended' | 'kept' | 'refused';
  decision: Decision;
  before: Binding | undefined;
  /** What the receiver has afterwards; `null` stays unbound. */
  after: Opening | null;
};
export type CopyPlan = {
  receiver: Access;
  source: Access;
  /** By the name of the center. */
  items: PlannedCopy[];
  /** Of everything that the plan was made from. */
  fingerprint: string;
};

/**
 * What copying the source's service centers to the receiver changes (A10): customers and entities are merged, locks are
 * not copied, and nothing is given that the actor could not give by hand.
 * @throws {Problem} `user.not_found`, the refusal of changing the receiver's access, `user.wrong_status`, `service_center.copy_from_higher`
 */
export async function planCopy(database: Database, ids: CopyIds): Promise<CopyPlan> {
  const pair = await findPair(database, ids.by, ids.receiverId);
  const { access: receiver } = pair;
  const { access: source } = await findPair(database, ids.by, ids.sourceId);
  requireAllowed(decideOnUser(pair.actor, 'user.access', pair.user, 0), 'user.not_found');
  requireNotRemoved(receiver);
  if (source.userId === receiver.userId)
    throw invalid('/sourceId', 'copy.same_user', 'Choose another user than the one who receives.');
  if (!ranksAtLeast(receiver.accountType, source.accountType))
    throw new Problem('service_center.copy_from_higher');

  const bindings = await findBindings(database, [pair.actor.userId, receiver.userId, source.userId]);
  const ofUser = (userId: string) => bindings.filter((binding) => binding.userId === userId);
  const sources = ofUser(source.userId);
  const centers = await findCenters(
    database,
    sources.map(({ centerId }) => centerId),
  );
  const items = sources.flatMap((copied) => {
    const center = centers.get(copied.centerId);
    if (!center) return [];
    const bindingOf = (userId: string) =>
      bindings.find((binding) => binding.userId === userId && binding.centerId === copied.centerId);
    const before = bindingOf(receiver.userId);
    return plan(pair, center, { copied, before, actors: bindingOf(pair.actor.userId) });
  });
  const world = [
    [source.accountType, receiver.accountType],
    sources.map(worldOf),
    ofUser(receiver.userId).map(worldOf),
    items.map(({ center, outcome, decision }) => [center.centerId, outcome, decision]),
  ];
  return {
    receiver,
    source,
    items: items.sort((one, other) => one.center.name.localeCompare(other.center.name)),
    fingerprint: createHash('sha256').update(JSON.stringify(world)).digest('base64url'),
  };
}

function plan(
  { actor, user, access }: Pair,
  center: Center,
  { copied, before, actors }: { copied: Binding; before: Binding | undefined; actors: Binding | undefined },
): PlannedCopy {
  const wanted = before ? union(before, copied) : copied;
  const rest = { center, before };
  if (before && isSame(before, wanted))
    return { ...rest, outcome: 'kept', decision: { allowed: true }, after: before };
  const binding = decideOnBinding(actor, user, center);
  const opening = { wanted, before: before ?? null, held: heldBy(actor, actors) };
  const decision = binding.allowed ? decideOnOpening(access.organizationId, center, opening) : binding;
  if (!decision.allowed) return { ...rest, outcome: 'refused', decision, after: before ?? null };
  return { ...rest, outcome: before ? 'extended' : 'added', decision, after: wanted };
}

// A union never takes anything away: as many ids are the same ids.
const isSame = (before: Opening, merged: Opening): boolean =>
  before.customerIds?.length === merged.customerIds?.length &&
  before.entityIds?.length === merged.entityIds?.length;

const worldOf = ({ centerId, owned, customerIds, entityIds }: Binding) => [
  centerId,
  owned,
  customerIds?.toSorted() ?? null,
  entityIds?.toSorted() ?? null,
];
