import type { Acting, historyPageSchema } from '@tenantry/contracts';
import { listHistory } from '@tenantry/messaging';
import { type DecisionClient, historyPage, peopleIn } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { isOwn, requireSight } from '../access/require-allowed-on-user';
import { displayName } from './display-name';
import { subjectOf } from './event-of';

export type HistoryPage = z.infer<typeof historyPageSchema>;
export type HistoryQuery = { userId: string; acting: Acting; cursor?: string | undefined; limit: number };

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * What happened to a user, newest first: who, when and why (L13). People whom the viewer does not see have no name in it.
 * Problems: 404 `user.not_found`, 400 `request.invalid` for a cursor that is none, 503 `decision.unavailable`.
 */
export const listUserHistory =
  ({ database, decisions }: Deps) =>
  async ({ userId, acting, cursor, limit }: HistoryQuery): Promise<HistoryPage> => {
    await requireSight({ database, decisions }, { acting, userId });
    return historyPage(
      { cursor, limit },
      (page) => listHistory(database.manager, [subjectOf(userId)], page),
      (rows) => visibleNames({ database, decisions }, peopleIn(rows), userId, acting),
    );
  };

/** Names by id: of this user, whom the viewer is known to see, and of others whom they see. */
async function visibleNames(
  { database, decisions }: Deps,
  userIds: readonly string[],
  userId: string,
  acting: Acting,
): Promise<Map<string, string>> {
  const users = await database.query<{ id: string; firstName: string; lastName: string; userName: string }[]>(
    `select id, first_name as "firstName", last_name as "lastName", user_name as "userName" from users where id = any($1)`,
    [userIds],
  );
  const others = users.filter(({ id }) => id !== userId && !isOwn(acting, id));
  const sight = await decisions.ask(
    acting,
    others.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
  );
  const hidden = new Set(others.filter((_, position) => !sight[position]?.allowed).map(({ id }) => id));
  return new Map(users.filter(({ id }) => !hidden.has(id)).map((user) => [user.id, displayName(user)]));
}
