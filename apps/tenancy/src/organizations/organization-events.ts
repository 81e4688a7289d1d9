import type { Actor, Permission } from '@tenantry/domain';
import { findHistory, type HistoryRow } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';

/** What belongs to an organization, by the first part of its subject, and who reads of it: who may look at its list. */
const belongings: Record<string, readonly Permission[]> = {
  role: ['role.manage', 'user.access', 'user.view'],
  'sub-account': ['organization.manage', 'user.access', 'user.view'],
  dialogue: ['dialogue.manage'],
};

/**
 * What happened to an organization, to the exports of its users, and to its roles, sub-accounts, lines and dialogues, as far
 * as the actor may look at these; newest first.
 * @param page `before`: the `eventId` of the last row of the page before; an unknown one gives an empty page
 */
export async function listOrganizationEvents(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  page: { before?: string; limit: number },
): Promise<HistoryRow[]> {
  const kinds = Object.entries(belongings)
    .filter(([, needed]) => needed.some((permission) => actor.permissions.includes(permission)))
    .map(([kind]) => kind);
  // Each kind by an index of its own order: one with many events does not make the others slow.
  const found = await manager.query<{ id: string }[]>(
    `with place as materialized (
       select case when $2::uuid is null then 9223372036854775807
         else coalesce((select id from event_log where event_id = $2), 0) end as id
     ), found as (
       (select log.id from event_log log where log.subject = any($3) and log.id < (select id from place)
        order by log.id desc limit $5)
       union
       select belonging.id from unnest($4::text[]) as kind (name), lateral (
         select log.id from event_log log
         where log.data ->> 'organizationId' = $1 and split_part(log.subject, '/', 1) = kind.name
           and split_part(log.subject, '/', 1) in ('role', 'sub-account', 'line', 'dialogue')
           and log.id < (select id from place)
         order by log.id desc limit $5
       ) belonging
       union
       (select log.id from event_log log where log.data ->> 'fromOrganizationId' = $1 and log.id < (select id from place)
        order by log.id desc limit $5)
     ) select id from found order by id desc limit $5`,
    [
      organizationId,
      page.before ?? null,
      [`organization/${organizationId}`, `directory/${organizationId}`],
      ['line', ...kinds],
      page.limit,
    ],
  );
  return findHistory(
    manager,
    found.map(({ id }) => id),
  );
}
