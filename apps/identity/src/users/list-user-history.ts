import type { Acting, historyPageSchema } from '@tenantry/contracts';
import { listHistory } from '@tenantry/messaging';
import { type DecisionClient, historyPage, peopleIn } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireSight } from '../access/require-allowed-on-user';
import { subjectOf } from './event-of';
import { visibleNames } from './visible-names';

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
      (rows) => visibleNames({ database, decisions }, acting, peopleIn(rows), userId),
    );
  };
