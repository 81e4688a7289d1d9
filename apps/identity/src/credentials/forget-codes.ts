import type { EntityManager } from 'typeorm';

/** So long an old mail's link still says that it was used or has expired, instead of being unknown. */
const keptDays = 30;

/**
 * Deletes codes whose time was over long ago, spent or not.
 * @param most how many at most; locked ones are passed over
 * @returns how many were deleted
 */
export async function forgetCodes(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from code where hash in (
       select hash from code where expires_at <= $1::timestamptz - interval '${keptDays} days'
       order by expires_at limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
