import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { listHistory } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';

/**
 * What happened to these subjects, newest first: who, when and what. People whom the actor does not see have no name in it.
 * Whether the actor may read it at all is for the caller to decide.
 * @throws {Problem} `request.invalid` for what is no cursor
 */
export async function listVisibleHistory(
  database: DataSource,
  actor: Actor,
  subjects: readonly string[],
  { cursor, limit }: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const before = cursor === undefined ? {} : { before: eventIdOf(cursor) };
  const rows = await listHistory(database.manager, subjects, { ...before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const parties = page.flatMap((row) => [row.actor, ...(row.onBehalfOf ? [row.onBehalfOf] : [])]);
  const names = await visibleNames(database, actor, parties);
  const nameOf = (party: string) => names.get(partyOf(party).id) ?? null;
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      eventId: row.eventId,
      type: row.type,
      version: row.version,
      occurredAt: row.occurredAt.toISOString(),
      actor: { ...partyOf(row.actor), name: nameOf(row.actor) },
      onBehalfOf: row.onBehalfOf ? { id: partyOf(row.onBehalfOf).id, name: nameOf(row.onBehalfOf) } : null,
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

/** Names by id, of those whom the actor sees. */
async function visibleNames(
  database: Database,
  actor: Actor,
  parties: readonly string[],
): Promise<Map<string, string>> {
  const people = parties.map(partyOf).filter(({ kind }) => kind === 'user');
  const { values, bind } = statement();
  const rows = await database.query<{ id: string; name: string }[]>(
    `select d.user_id as id, coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as name
     from directory d
     where d.user_id = any(${bind(people.map(({ id }) => id))}::uuid[]) and ${visibleTo(actor, bind)}`,
    values,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
