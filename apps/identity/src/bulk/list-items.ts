import type { bulkItemPageSchema, bulkItemQuerySchema } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { visibleNames } from '../users/visible-names';
import { findJob, type OwnJob } from './find-jobs';

export type BulkItemPage = z.infer<typeof bulkItemPageSchema>;
type Deps = { database: DataSource; decisions: DecisionClient };
type Item = BulkItemPage['items'][number];
type ItemRow = Omit<Item, 'finishedAt' | 'name'> & { finishedAt: Date | null };

/**
 * What a job has come to for each, in their order; whom one does not see any more has no name.
 * Problems: 404 `job.not_found`, 503 `decision.unavailable`.
 */
export const listItems =
  ({ database, decisions }: Deps) =>
  async ({
    state,
    cursor,
    limit,
    ...own
  }: OwnJob & z.infer<typeof bulkItemQuerySchema>): Promise<BulkItemPage> => {
    await findJob(database.manager, own);
    const rows = await database.query<ItemRow[]>(
      `select position, user_id as "userId", state, problem, finished_at as "finishedAt" from bulk_item
       where job_id = $1 and position > $2 and ($3::text is null or state = $3) order by position limit $4`,
      [own.jobId, Number(cursor ?? 0), state ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const userIds = page.flatMap(({ userId }) => userId ?? []);
    const names = await visibleNames({ database, decisions }, own.acting, userIds);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ finishedAt, ...item }) => ({
        ...item,
        name: names.get(item.userId ?? '') ?? null,
        finishedAt: finishedAt?.toISOString() ?? null,
      })),
      nextCursor: last ? String(last.position) : null,
    };
  };
