import { type jobHistorySchema, jobPaused } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

/** Who paused and resumed the job, the last hundred, newest first. */
export async function listJobHistory(
  manager: EntityManager,
  jobId: string,
): Promise<z.infer<typeof jobHistorySchema>> {
  const rows = await manager.query<{ type: string; actor: string; at: Date }[]>(
    `select type, actor, occurred_at as at from event_log where subject = $1 order by version desc limit 100`,
    [`job/${jobId}`],
  );
  return {
    items: rows.map(({ type, actor, at }) => ({
      what: type === jobPaused.type ? ('paused' as const) : ('resumed' as const),
      at: at.toISOString(),
      by: actor.replace('user/', ''),
    })),
  };
}
