import { createHash, randomBytes } from 'node:crypto';
import { normaliseEmail } from '@tenantry/domain';
import type { DataSource, EntityManager } from 'typeorm';

/** Whether somebody has signed in from the device with this secret to the account with this address or user name. */
export type IsKnownDevice = (secret: string, identifier: string) => Promise<boolean>;

/** The devices that somebody signs in from; of more, those are forgotten that were used longest ago. */
export const mostDevices = 10;
const secretPattern = /^[\w-]{43}$/;

export const hashOfDevice = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Asks only about a device that shows a secret: for all others the answer takes the same time, whatever name was typed. */
export const isKnownDevice =
  (database: DataSource): IsKnownDevice =>
  async (secret, identifier) => {
    if (!secretPattern.test(secret)) return false;
    const known = await database.query<unknown[]>(
      `select from known_device join users on id = user_id
       where hash = $1 and (email_normalised = $2 or user_name_normalised = $2) and status <> 'removed'`,
      [hashOfDevice(secret), normaliseEmail(identifier)],
    );
    return known.length > 0;
  };

/** What a device is to be remembered by: the secret that it shows, or a first one. Only the device holds it. */
export const deviceSecret = (shown: string | undefined): string =>
  shown && secretPattern.test(shown) ? shown : randomBytes(32).toString('base64url');

/**
 * Forgets devices that have not been used for as long as browsers keep their cookie: they will not come back.
 * @param most how many at most; locked ones, from which somebody signs in just now, are passed over
 * @returns how many were forgotten
 */
export async function forgetDevices(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from known_device where (user_id, hash) in (
       select user_id, hash from known_device where last_used_at < $1::timestamptz - interval '400 days'
       order by last_used_at limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
