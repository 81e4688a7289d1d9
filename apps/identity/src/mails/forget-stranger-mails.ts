import type { EntityManager } from 'typeorm';
import { strangerWindow } from './stranger-mail';

/**
 * Deletes the counts of mails to strangers whose window is over: what they would say now is what no row says.
 * @param most how many at most; locked ones, which are counted up just now, are passed over
 * @returns how many were deleted
 */
export async function forgetStrangerMails(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from stranger_mail where email in (
       select email from stranger_mail where since < $1::timestamptz - interval '${strangerWindow}'
       order by since limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
