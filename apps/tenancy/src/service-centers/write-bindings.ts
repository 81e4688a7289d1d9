import { serviceCenterBound, serviceCenterUnbound } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import type { BindingState } from './find-bindings';
import type { By } from './write-center';

type Written = BindingState & { userId: string };
type Numbered = Written & { version: number };
type BindBy = By & { copiedFromUserId?: string };

/** `access/<user id>`. */
export const accessSubject = (userId: string): string => `access/${userId}`;

/**
 * Binds, or changes what bindings open, and publishes `tenancy.access.service-center-bound.v1` for each. The users'
 * access is locked by the caller.
 * @returns the new version of each user's access
 */
export async function writeBindings(
  tx: EntityManager,
  written: readonly Written[],
  { at, copiedFromUserId, ...by }: BindBy,
): Promise<Map<string, number>> {
  const { versions, numbered } = await raiseVersions(tx, written);
  await tx.query(
    `insert into bindings (user_id, center_id, owned, customer_ids, entity_ids, version)
     select "userId", "centerId", owned, "customerIds", "entityIds", version
     from jsonb_to_recordset($1) as row ("userId" uuid, "centerId" uuid, owned boolean, "customerIds" uuid[],
       "entityIds" uuid[], version int)
     on conflict (user_id, center_id) do update set owned = excluded.owned, customer_ids = excluded.customer_ids,
       entity_ids = excluded.entity_ids, version = excluded.version`,
    [JSON.stringify(numbered)],
  );
  await showCenters(tx, [...versions.keys()]);
  await appendEvents(
    tx,
    numbered.map((binding) =>
      draft({
        event: serviceCenterBound,
        subject: accessSubject(binding.userId),
        version: binding.version,
        facts: { ...factsOf(binding), copiedFromUserId },
        ...by,
        occurredAt: at,
      }),
    ),
  );
  return versions;
}

/**
 * Unbinds and publishes `tenancy.access.service-center-unbound.v1`. The user's access is locked by the caller.
 * @returns the new version of the user's access
 */
export async function deleteBinding(
  tx: EntityManager,
  binding: Written,
  { at, ...by }: By,
): Promise<number | undefined> {
  const { versions, numbered } = await raiseVersions(tx, [binding]);
  await tx.query(`delete from bindings where user_id = $1 and center_id = $2`, [
    binding.userId,
    binding.centerId,
  ]);
  await showCenters(tx, [binding.userId]);
  await appendEvents(
    tx,
    numbered.map((unbound) =>
      draft({
        event: serviceCenterUnbound,
        subject: accessSubject(unbound.userId),
        version: unbound.version,
        facts: factsOf(unbound),
        ...by,
        occurredAt: at,
      }),
    ),
  );
  return versions.get(binding.userId);
}

/** One version for each event, in their order. */
async function raiseVersions(
  tx: EntityManager,
  written: readonly Written[],
): Promise<{ versions: Map<string, number>; numbered: Numbered[] }> {
  const rows = await tx.query<{ userId: string; version: number; raised: number }[]>(
    `with written as (
       select user_id, count(*)::int as raised from unnest($1::uuid[]) as user_id group by user_id
     ), raised as (
       update access a set version = a.version + w.raised from written w where a.user_id = w.user_id
       returning a.user_id, a.version, w.raised
     ) select user_id as "userId", version, raised from raised`,
    [written.map(({ userId }) => userId)],
  );
  const versions = new Map(rows.map(({ userId, version }) => [userId, version]));
  const next = new Map(rows.map(({ userId, version, raised }) => [userId, version - raised]));
  const numbered = written.map((binding) => {
    const version = (next.get(binding.userId) ?? 0) + 1;
    next.set(binding.userId, version);
    return { ...binding, version };
  });
  return { versions, numbered };
}

/**
 * The directory shows which centers users are bound to: the rule of sight reads it there. Locked in the order of the ids,
 * as whoever applies events of several users does.
 */
const showCenters = (tx: EntityManager, userIds: readonly string[]): Promise<unknown> =>
  tx.query(
    `with locked as materialized (
       select user_id from directory where user_id = any($1::uuid[]) order by user_id for no key update
     )
     update directory d set centers = coalesce(
       (select array_agg(b.center_id order by b.center_id) from bindings b where b.user_id = d.user_id), '{}')
     from locked where d.user_id = locked.user_id`,
    [userIds],
  );

const factsOf = ({ userId, centerId, owned, customerIds, entityIds }: Written) => ({
  userId,
  serviceCenterId: centerId,
  owned,
  customerIds,
  entityIds,
});
