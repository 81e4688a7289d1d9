import type { historyPageSchema } from '@tenantry/contracts';
import { type HistoryRow, listHistory } from '@tenantry/messaging';
import { type DecisionClient, Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { displayName } from './display-name';
import { subjectOf } from './user-events';

export type HistoryPage = z.infer<typeof historyPageSchema>;
export type HistoryQuery = { userId: string; viewerId: string; cursor?: string | undefined; limit: number };

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * What happened to a user, newest first: who, when and why (L13). People whom the viewer does not see have no name in it.
 * Problems: 404 `user.not_found`, 400 `request.invalid` for a cursor that is none, 503 `decision.unavailable`.
 */
export const listUserHistory =
  ({ database, decisions }: Deps) =>
  async ({ userId, viewerId, cursor, limit }: HistoryQuery): Promise<HistoryPage> => {
    if (userId !== viewerId) {
      await requireAllowedOnUser({ database, decisions }, { actorId: viewerId, act: 'user.view', userId });
    }
    const before = cursor === undefined ? {} : { before: eventIdOf(cursor) };
    const rows = await listHistory(database.manager, [subjectOf(userId)], { ...before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const names = await visibleNames({ database, decisions }, page, [userId, viewerId], viewerId);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        eventId: row.eventId,
        type: row.type,
        version: row.version,
        occurredAt: row.occurredAt.toISOString(),
        actor: { ...partyOf(row.actor), name: names.get(row.actor) ?? null },
        onBehalfOf: row.onBehalfOf
          ? { id: partyOf(row.onBehalfOf).id, name: names.get(row.onBehalfOf) ?? null }
          : null,
        facts: row.facts,
        personal: row.personal,
        traceId: row.traceparent?.split('-')[1] ?? null,
      })),
      nextCursor: rows.length > limit && last ? Buffer.from(last.eventId).toString('base64url') : null,
    };
  };

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

/** Names by actor (`user/<id>`): of those in `known`, whom the viewer is known to see, and of others whom they see. */
async function visibleNames(
  { database, decisions }: Deps,
  rows: readonly HistoryRow[],
  known: readonly string[],
  viewerId: string,
): Promise<Map<string, string>> {
  const parties = new Set(rows.flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf ?? actor]));
  const ids = [...parties]
    .map(partyOf)
    .filter(({ kind }) => kind === 'user')
    .map(({ id }) => id);
  const users = await database.query<{ id: string; firstName: string; lastName: string; userName: string }[]>(
    `select id, first_name as "firstName", last_name as "lastName", user_name as "userName" from users where id = any($1)`,
    [ids],
  );
  const others = users.filter(({ id }) => !known.includes(id));
  const sight = await decisions.ask(
    viewerId,
    others.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
  );
  const hidden = new Set(others.filter((_, position) => !sight[position]?.allowed).map(({ id }) => id));
  return new Map(
    users.filter(({ id }) => !hidden.has(id)).map((user) => [subjectOf(user.id), displayName(user)]),
  );
}
