import type { EntityManager } from 'typeorm';

export type HistoryRow = {
  eventId: string;
  type: string;
  subject: string;
  version: number;
  actor: string;
  onBehalfOf: string | null;
  occurredAt: Date;
  traceparent: string | null;
  facts: Record<string, unknown>;
  /** `null` where the event has no personal part, or no longer. */
  personal: Record<string, unknown> | null;
};

/** The columns of a {@link HistoryRow} and where they stand. */
const rows = `select log.event_id as "eventId", log.type, log.subject, log.version, log.actor,
    log.on_behalf_of as "onBehalfOf", log.occurred_at as "occurredAt", log.traceparent,
    log.data - 'personalDigest' as facts, apart.personal
  from event_log log left join event_personal apart using (event_id)`;

/**
 * What happened to these subjects, newest first.
 * @param page `before`: the `eventId` of the last row of the page before; an unknown one gives an empty page
 */
export function listHistory(
  manager: EntityManager,
  subjects: readonly string[],
  page: { before?: string; limit: number },
): Promise<HistoryRow[]> {
  return manager.query<HistoryRow[]>(
    `${rows}
     where log.subject = any($1) and ($2::uuid is null or log.id < (select id from event_log where event_id = $2))
     order by log.id desc limit $3`,
    [subjects, page.before ?? null, page.limit],
  );
}

/** The rows with these ids in the log, newest first: for a history that is more than that of some subjects. */
export const findHistory = (manager: EntityManager, logIds: readonly string[]): Promise<HistoryRow[]> =>
  manager.query<HistoryRow[]>(`${rows} where log.id = any($1::bigint[]) order by log.id desc`, [logIds]);
