import { serviceCenterShared } from '@tenantry/contracts';
import { type Actor, inSubtree } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { Database } from '../access/find-access';
import type { Center } from './find-centers';
import { invalid } from './invalid';
import { type By, publishOnCenter } from './write-center';

export type ShareCenter = {
  /** Locked, see change-center.ts. */
  center: Center;
  /** The one that the editor saw. */
  version: number;
  organizationIds: readonly string[];
};

/**
 * Shares a center with these organizations of the actor's subtree, in place of those that it is shared with there, and
 * publishes `tenancy.service-center.shared.v1`. Its users may be bound then, and its masters own the center.
 * @returns its version
 * @throws {Problem} `service_center.changed`, `service_center.share_in_use`, `organization.not_found` for one outside the
 * subtree, `request.invalid` for one whose users may be bound anyway
 */
export async function shareCenter(
  tx: EntityManager,
  actor: Actor,
  { center, version, organizationIds }: ShareCenter,
  by: By,
): Promise<number> {
  const { centerId } = center;
  if (center.version !== version) throw new Problem('service_center.changed');
  const wanted = [...new Set(organizationIds.map((id) => id.toLowerCase()))];
  await requireBelow(tx, actor, wanted);
  const needless = wanted.findIndex((id) => center.path.includes(id));
  if (needless !== -1)
    throw invalid(
      `/organizationIds/${needless}`,
      'share.needless',
      'The service center belongs to this organization or to one below it: its users may be bound without sharing.',
    );

  const before = center.shares.map(({ organizationId }) => organizationId);
  const elsewhere = center.shares.filter(({ path }) => !inSubtree(actor, path));
  const after = [...elsewhere.map(({ organizationId }) => organizationId), ...wanted].sort();
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  if (added.length + removed.length === 0) return version;
  await refuseInUse(tx, centerId, removed);
  await tx.query(
    `delete from service_center_shares where center_id = $1 and organization_id = any($2::uuid[])`,
    [centerId, removed],
  );
  await tx.query(
    `insert into service_center_shares (center_id, organization_id, created_at)
     select $1, id, $3 from unnest($2::uuid[]) as id`,
    [centerId, added, by.at],
  );
  const facts = { serviceCenterId: centerId, organizationIds: after };
  return publishOnCenter(tx, centerId, { event: serviceCenterShared, facts, ...by });
}

async function requireBelow(database: Database, actor: Actor, ids: readonly string[]): Promise<void> {
  const [found] = await database.query<{ count: number }[]>(
    `select count(*)::int as count from organizations where id = any($1::uuid[]) and path @> array[$2]::uuid[]`,
    [ids, actor.organizationId],
  );
  if (found?.count !== ids.length) throw new Problem('organization.not_found');
}

/** Otherwise a master could see a user through a center that is no longer theirs (decision 0013). */
async function refuseInUse(
  database: Database,
  centerId: string,
  organizationIds: readonly string[],
): Promise<void> {
  const organizations = await database.query<{ organizationId: string; name: string; users: number }[]>(
    `select o.id as "organizationId", o.name, count(*)::int as users
     from bindings b join access a using (user_id) join organizations o on o.id = a.organization_id
     where b.center_id = $1 and o.id = any($2::uuid[]) and a.status <> 'removed'
     group by o.id, o.name, o.sort_name order by o.sort_name, o.id`,
    [centerId, organizationIds],
  );
  if (organizations.length > 0)
    throw new Problem('service_center.share_in_use', { extensions: { organizations } });
}
