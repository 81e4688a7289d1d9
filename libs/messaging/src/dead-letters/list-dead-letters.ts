import type { DeadLetterKind, deadLetterSchema } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { entryIdOf, fromToken, oneLine, type StreamKey, streamKinds, toToken } from './entry';

export type DeadLetter = z.infer<typeof deadLetterSchema>;
type Filter = { kind: DeadLetterKind; type?: string | undefined; subject?: string | undefined };
type Page = { items: DeadLetter[]; nextCursor: string | null };

const streamCursor = z.tuple([z.string().max(40), z.string(), z.string()]);
const refusedCursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

type StreamRow = StreamKey & {
  type: string | null;
  attempts: number;
  error: string | null;
  due: string;
  dueAt: Date | null;
  arrivedAt: Date | null;
  waiting: number;
};

/**
 * Streams of one kind with the message that holds each up, by the time that they are due.
 * @param where SQL over `stream`
 */
export const streamRows = (where: string) => `
  select held.source, held.subject, held.last + 1 as version, head.type, held.attempts, held.error, held.due::text as due,
    head.event_id as "eventId", head.defect is not null as "isDefective",
    nullif(held.due, 'infinity') as "dueAt", coalesce(head.received_at, behind.received_at) as "arrivedAt", behind.waiting
  from (select * from stream where ${where}) held
    left join inbox head on (head.source, head.subject, head.version) = (held.source, held.subject, held.last + 1)
    cross join lateral (
      select count(*)::int as waiting, min(received_at) as received_at from (
        select received_at from inbox where (source, subject) = (held.source, held.subject) and version > held.last
          and done_at is null limit 1000) capped) behind`;

/** @param row of {@link streamRows} */
export const streamEntry = (kind: DeadLetterKind, row: StreamRow): DeadLetter => ({
  entryId: entryIdOf(row),
  kind,
  source: row.source,
  subject: row.subject,
  version: row.version,
  type: row.type,
  attempts: row.attempts,
  arrivedAt: row.arrivedAt?.toISOString() ?? null,
  dueAt: row.dueAt?.toISOString() ?? null,
  error: oneLine(row.error),
  waiting: row.waiting,
});

type RefusedRow = { id: string; type: string | null; reason: string; arrivedAt: Date };

/** What was refused has no place in any stream. */
export const refusedEntry = ({ id, type, reason, arrivedAt }: RefusedRow): DeadLetter => ({
  ...{
    entryId: entryIdOf({ refused: id }),
    kind: 'refused',
    source: null,
    subject: null,
    version: null,
    type,
  },
  ...{ attempts: 0, arrivedAt: arrivedAt.toISOString(), dueAt: null, error: oneLine(reason), waiting: 1 },
});

/**
 * One page of what is held up in this way, the longest waiting first.
 * @returns `undefined` where the cursor is none of this list
 */
export async function listDeadLetters(
  manager: EntityManager,
  { kind, type, subject }: Filter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page | undefined> {
  if (kind === 'refused') {
    const after = cursor === undefined ? (['0'] as const) : fromToken(cursor, refusedCursor);
    if (!after) return undefined;
    const rows = await manager.query<RefusedRow[]>(
      `select id, type, reason, refused_at as "arrivedAt" from refused_message
       where id > $1 and ($2::text is null or type = $2) and $3::text is null order by id limit $4`,
      [after[0], type ?? null, subject ?? null, limit + 1],
    );
    return pageOf(rows, limit, refusedEntry, ({ id }) => [id]);
  }
  const after = cursor === undefined ? (['-infinity', '', ''] as const) : fromToken(cursor, streamCursor);
  if (!after || Number.isNaN(Date.parse(after[0])) !== /^-?infinity$/.test(after[0])) return undefined;
  const rows = await manager.query<StreamRow[]>(
    `${streamRows(streamKinds[kind])}
     where (held.due, held.source, held.subject) > ($1::timestamptz, $2, $3)
       and ($4::text is null or head.type = $4) and ($5::text is null or held.subject = $5)
     order by held.due, held.source, held.subject limit $6`,
    [...after, type ?? null, subject ?? null, limit + 1],
  );
  return pageOf(
    rows,
    limit,
    (row) => streamEntry(kind, row),
    (row) => [row.due, row.source, row.subject],
  );
}

function pageOf<R>(
  rows: readonly R[],
  limit: number,
  entry: (row: R) => DeadLetter,
  place: (row: R) => unknown[],
): Page {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(entry), nextCursor: rows.length > limit && last ? toToken(place(last)) : null };
}
