import { absoluteSessionSeconds } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';

/** Writes down that a session was ended, so that no old copy of Redis brings it back (docs/adr/0007). Twice is no error. */
export async function rememberEnded(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.query('insert into ended_session (id) values ($1) on conflict do nothing', [sessionId]);
}

/** The sessions that were ended one by one since then. */
export const endedSince =
  (database: DataSource) =>
  async (since: Date): Promise<string[]> => {
    const rows = await database.query<{ id: string }[]>('select id from ended_session where ended_at >= $1', [
      since,
    ]);
    return rows.map(({ id }) => id);
  };

/**
 * Deletes what no copy of Redis can bring back any more, because no session lives that long.
 * @param most how many at most; locked ones are passed over
 * @returns how many were deleted
 */
export async function forgetEndedSessions(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from ended_session where id in (
       select id from ended_session where ended_at <= $1::timestamptz - make_interval(secs => $2)
       order by ended_at limit $3 for update skip locked)`,
    [at, 2 * absoluteSessionSeconds, most],
  );
  return deleted;
}
