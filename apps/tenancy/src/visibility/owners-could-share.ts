import { type Actor, decideOnBinding, mayBeBound } from '@tenantry/domain';
import { type Database, findAccess, toActor, toSubject } from '../access/find-access';
import { findBindings } from '../service-centers/find-bindings';
import type { Center } from '../service-centers/find-centers';

/** So many owners are looked at; who would not be found among them is not named. */
const most = 500;

/**
 * Whether of every one of these centers somebody has the lock who may give it to the actor: they see them, may change their
 * access and own the center, and users of the actor's organization may be bound to it.
 * @param o `withoutId`: a user who does not count
 */
export async function ownersCouldShare(
  database: Database,
  { actor, centers, withoutId }: { actor: Actor; centers: readonly Center[]; withoutId: string },
): Promise<boolean> {
  const bound = new Set((await findBindings(database, [actor.userId])).map(({ centerId }) => centerId));
  if (!centers.every((one) => bound.has(one.centerId) || mayBeBound(actor.organizationId, one))) return false;
  // Whoever sees the actor is of an organization on their path.
  const locks = await database.query<{ centerId: string; userId: string }[]>(
    `select b.center_id as "centerId", b.user_id as "userId" from bindings b join access a using (user_id)
     where b.center_id = any($1::uuid[]) and b.owned and a.status = 'active' and a.account_type <> 'standard'
       and a.organization_id = any($2::uuid[]) and a.user_id <> $3 order by b.user_id, b.center_id limit $4`,
    [centers.map(({ centerId }) => centerId), actor.path, withoutId, most],
  );
  const people = await findAccess(database, [
    ...new Set([actor.userId, ...locks.map(({ userId }) => userId)]),
  ]);
  const asking = people.get(actor.userId);
  if (!asking) return false;
  return centers.every((center) =>
    locks.some(({ centerId, userId }) => {
      const owner = centerId === center.centerId && people.get(userId);
      return owner && decideOnBinding(toActor(owner), toSubject(asking), center).allowed;
    }),
  );
}
