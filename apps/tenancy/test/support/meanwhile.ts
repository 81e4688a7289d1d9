import { eventually } from '@tenantry/testing';
import type { TestService } from './service';

/** Until a statement of the service waits for a row that somebody else has locked. */
export const waitsForLock = ({ database }: TestService): Promise<void> =>
  eventually(async () => {
    const waiting = await database.query<unknown[]>(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).not.toEqual([]);
  });

/**
 * Sends a request that has to wait for a row, takes all rights from the person meanwhile, and lets it go on.
 * @returns its answer
 */
export async function rightsTakenMeanwhile<T>(
  service: TestService,
  { table, id, userId }: { table: 'organizations' | 'service_centers'; id: string; userId: string },
  send: () => PromiseLike<T>,
): Promise<T> {
  const holding = service.database.createQueryRunner();
  await holding.startTransaction();
  try {
    await holding.query(`select from ${table} where id = $1 for update`, [id]);
    const sent = Promise.resolve(send());
    await waitsForLock(service);
    await holding.query(`update access set role_ids = '{}' where user_id = $1`, [userId]);
    await holding.commitTransaction();
    return await sent;
  } finally {
    await holding.release();
  }
}
