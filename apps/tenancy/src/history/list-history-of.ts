import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { type HistoryRow, listHistory } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';

/**
 * What happened to these subjects, newest first: who, when and why (L13). People whom the viewer does not see have no
 * name in it. Whether the viewer may read it is decided before.
 * @throws {Problem} `request.invalid` for a cursor that is none
 */
export async function listHistoryOf(
  manager: EntityManager,
  viewer: Actor,
  subjects: readonly string[],
  { cursor, limit }: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const before = cursor === undefined ? {} : { before: eventIdOf(cursor) };
  const rows = await listHistory(manager, subjects, { ...before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await visibleNames(manager, viewer, page);
  const party = (text: string) => ({ ...partyOf(text), name: names.get(partyOf(text).id) ?? null });
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      eventId: row.eventId,
      type: row.type,
      version: row.version,
      occurredAt: row.occurredAt.toISOString(),
      actor: party(row.actor),
      onBehalfOf: row.onBehalfOf ? { id: party(row.onBehalfOf).id, name: party(row.onBehalfOf).name } : null,
      facts: row.facts,
      personal: row.personal,
      traceId: row.traceparent?.split('-')[1] ?? null,
    })),
    nextCursor: rows.length > limit && last ? Buffer.from(last.eventId).toString('base64url') : null,
  };
}

function eventIdOf(cursor: string): string {
  const eventId = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString());
  if (eventId.success) return eventId.data;
  const detail = 'Take the cursor from nextCursor of the page before.';
  throw new Problem('request.invalid', { errors: [{ pointer: '/cursor', code: 'cursor.invalid', detail }] });
}

function partyOf(party: string): { kind: 'user' | 'service'; id: string } {
  const [kind, id] = party.split('/');
  return { kind: kind === 'user' ? 'user' : 'service', id: id ?? party };
}

/** Names by user id, of those whom the viewer sees. */
async function visibleNames(
  database: Database,
  viewer: Actor,
  rows: readonly HistoryRow[],
): Promise<Map<string, string>> {
  const parties = rows.flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf ?? actor]).map(partyOf);
  const ids = [...new Set(parties.filter(({ kind }) => kind === 'user').map(({ id }) => id))];
  const { values, bind } = statement();
  const people = await database.query<{ userId: string; name: string }[]>(
    `select d.user_id as "userId", coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name
     from directory d where d.user_id = any(${bind(ids)}::uuid[]) and ${visibleTo(viewer, bind)}`,
    values,
  );
  return new Map(people.map(({ userId, name }) => [userId, name]));
}
