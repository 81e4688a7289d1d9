import type { Acting } from '@tenantry/contracts';
import { type Actor, decideOnBinding, decideOnUser, seesCenter, type Subject } from '@tenantry/domain';
import { Problem, requireAllowed } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { idsOf, readActing } from '../access/acting';
import { type Access, type Database, findAccess, toSubject } from '../access/find-access';
import { requireNotRemoved } from '../access/require-not-removed';
import { asId } from '../as-id';
import { type Binding, findBindings } from './find-bindings';
import { type Center, findCenters } from './find-centers';
import { lockAccess, lockCentersForBinding } from './lock-access';

/** The actor and a user whom they see. */
export type Pair = { actor: Actor; user: Subject & { active: boolean }; access: Access };

/**
 * Reads the user, and whoever is only known to act: anew, so that inside a transaction it is decided on what is locked.
 * @throws {Problem} `user.not_found` for whomever the actor does not see, known or not
 */
export async function findPair(database: Database, by: Acting | Actor, userId: string): Promise<Pair> {
  const id = asId(userId);
  const { actor, user: access } =
    'actorId' in by ? await readActing(database, by, id) : { actor: by, user: await findUser(database, id) };
  if (!access) throw new Problem('user.not_found');
  const pair = { actor, user: toSubject(access), access };
  requireAllowed(decideOnUser(pair.actor, 'user.view', pair.user, 0), 'user.not_found');
  return pair;
}

const findUser = async (database: Database, id: string | undefined): Promise<Access | undefined> =>
  id === undefined ? undefined : (await findAccess(database, [id])).get(id);

/** What is decided on when a user is bound to a center, changed or unbound. */
export type BindingWorld = Pair & {
  center: Center;
  /** `undefined` where the user is not bound to it. */
  binding: Binding | undefined;
  /** The actor's own, if any. */
  actorsBinding: Binding | undefined;
};

/**
 * Locks the center against changes and both people's access, and decides whether the actor may bind the user to it.
 * @throws {Problem} `user.not_found`, `service_center.not_found`, the refusal of the act
 */
export async function lockBindingWorld(
  tx: EntityManager,
  ids: { acting: Acting; userId: string; centerId: string },
): Promise<BindingWorld> {
  const [userId, centerId] = [asId(ids.userId), asId(ids.centerId)];
  if (userId === undefined) throw new Problem('user.not_found');
  if (centerId !== undefined) await lockCentersForBinding(tx, [centerId]);
  await lockAccess(tx, [...idsOf(ids.acting), userId]);
  const pair = await findPair(tx, ids.acting, ids.userId);
  requireAllowed(decideOnUser(pair.actor, 'user.access', pair.user, 0), 'user.not_found');
  requireNotRemoved(pair.access);
  const world = await findWorldOf(tx, pair, ids.centerId);
  requireAllowed(decideOnBinding(world.actor, world.user, world.center), 'service_center.not_found');
  return world;
}

/** @throws {Problem} `user.not_found`, `service_center.not_found` */
export async function findBindingWorld(
  database: Database,
  { actor, userId, centerId }: { actor: Actor; userId: string; centerId: string },
): Promise<BindingWorld> {
  return findWorldOf(database, await findPair(database, actor, userId), centerId);
}

async function findWorldOf(database: Database, pair: Pair, centerId: string): Promise<BindingWorld> {
  const id = asId(centerId);
  const center = id === undefined ? undefined : (await findCenters(database, [id])).get(id);
  const bindings = await findBindings(database, [pair.actor.userId, pair.user.userId]);
  const bindingOf = (boundId: string) =>
    bindings.find((binding) => binding.userId === boundId && binding.centerId === id);
  const binding = bindingOf(pair.user.userId);
  if (!center || (!binding && !seesCenter(pair.actor, center))) throw new Problem('service_center.not_found');
  return { ...pair, center, binding, actorsBinding: bindingOf(pair.actor.userId) };
}
