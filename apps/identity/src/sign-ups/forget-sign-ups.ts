import type { EntityManager } from 'typeorm';

/**
 * Deletes sign-ups whose address nobody has verified in time: they hold names and addresses of people without an account.
 * @param most how many at most; locked ones, which are taken or renewed just now, are passed over
 * @returns how many were deleted
 */
export async function forgetSignUps(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from sign_up where id in (
       select id from sign_up where expires_at <= $1 order by expires_at limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
