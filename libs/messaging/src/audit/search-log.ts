import type { EntityManager } from 'typeorm';
import type { HistoryRow } from '../list-history';

export type AuditFilter = {
  actor?: string | undefined;
  subject?: string | undefined;
  type?: string | undefined;
  organizationId?: string | undefined;
  /** ISO 8601. */
  from?: string | undefined;
  /** ISO 8601; up to this time, without it. */
  to?: string | undefined;
};

/** Where a page ends: the time in microseconds, as text, and the row's id in the log. */
export type AuditPlace = { at: string; id: string };

export type AuditRow = Omit<HistoryRow, 'personal'> & { hasPersonal: boolean } & AuditPlace;

/**
 * What the filter matches, newest first. Of each event its facts; the personal part is for the history of its subject.
 * @param members subjects that belong to the organization now, as a query of one column in which `$organization` stands for its
 *   id; none where a service has no such subjects
 */
export async function searchLog(
  manager: EntityManager,
  filter: AuditFilter,
  { after, limit, members }: { after?: AuditPlace | undefined; limit: number; members?: string | undefined },
): Promise<AuditRow[]> {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const conditions = ['true'];
  if (filter.actor !== undefined) conditions.push(`log.actor = ${value(filter.actor)}`);
  if (filter.subject !== undefined) conditions.push(`log.subject = ${value(filter.subject)}`);
  if (filter.type !== undefined) conditions.push(`log.type = ${value(filter.type)}`);
  if (filter.from !== undefined) conditions.push(`log.occurred_at >= ${value(filter.from)}::timestamptz`);
  if (filter.to !== undefined) conditions.push(`log.occurred_at < ${value(filter.to)}::timestamptz`);
  if (filter.organizationId !== undefined) {
    const id = value(filter.organizationId);
    const own = [`log.data ->> 'organizationId' = ${id}`, `log.subject = 'organization/' || ${id}`];
    if (members) own.push(`log.subject in (${members.replaceAll('$organization', `${id}::uuid`)})`);
    conditions.push(`(${own.join(' or ')})`);
  }
  if (after)
    conditions.push(
      `(log.occurred_at, log.id) < (${value(after.at)}::timestamptz, ${value(after.id)}::bigint)`,
    );
  return manager.query<AuditRow[]>(
    `select log.id, log.occurred_at::text as at, log.event_id as "eventId", log.type, log.subject, log.version, log.actor,
       log.on_behalf_of as "onBehalfOf", log.occurred_at as "occurredAt", log.traceparent, log.data - 'personalDigest' as facts,
       log.data ? 'personalDigest' as "hasPersonal"
     from event_log log where ${conditions.join(' and ')}
     order by log.occurred_at desc, log.id desc limit ${value(limit)}`,
    values,
  );
}
