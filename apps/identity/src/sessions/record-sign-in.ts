import { userSignedIn } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { prepared } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { subjectOf } from '../users/event-of';
import { hashOfDevice, mostDevices } from './known-devices';

/** Of so many new devices in a day somebody is told: a program that keeps no cookies is a new one each time. */
const mostTold = 5;

// All that a sign-in leaves behind is one statement: each would be a way to the database and back, under the user's lock.
const record = prepared(
  `with signed_in as (
     update users set last_sign_in_at = $2 where id = $1
   ), used as (
     insert into known_device as device (user_id, hash, last_used_at, told_at)
     select $1, $4::bytea, $2, case when $5::boolean and count(*) < ${mostTold} then $2::timestamptz end
     from known_device where user_id = $1 and told_at > $2::timestamptz - interval '1 day'
     on conflict (user_id, hash) do update set last_used_at = $2
     -- A row that was there has been locked by this statement, and that is its xmax.
     returning xmax = 0 and told_at is not null as tell
   ), forgotten as (
     delete from known_device where user_id = $1 and hash in (
       select hash from known_device where user_id = $1 and hash <> $4
       order by last_used_at desc offset ${mostDevices - 1})
     -- Those count for a day, see above.
     and coalesce(told_at, '-infinity') < $2::timestamptz - interval '1 day'
   ), counted as (
     insert into sign_in_day as last (user_id, day, version) values ($1, $3, 1)
     on conflict (user_id) do update set day = $3, version = last.version + 1 where last.day < $3
     returning version
   )
   select (select version from counted) as version, (select tell from used) as tell`,
);

/**
 * Writes down that a user, whose row the transaction has locked, signs in: when, and from which device (C12). The event says
 * that they signed in on this day (UTC): at most one a user and day, in an order of its own.
 * @param device the secret that the device is remembered by
 * @param tells whether the user is to be told where it is a new one
 * @returns whether the user is to be told of a sign-in from a device that was not known
 */
export async function recordSignIn(
  tx: EntityManager,
  { userId, device, tells, at }: { userId: string; device: string; tells: boolean; at: Date },
): Promise<boolean> {
  const day = at.toISOString().slice(0, 10);
  const values = [userId, at, day, hashOfDevice(device), tells];
  const [left] = await tx.query<{ version: number | null; tell: boolean }[]>(record, values);
  const { version = null, tell = false } = left ?? {};
  if (version === null) return tell;
  await appendEvents(tx, [
    draft({
      event: userSignedIn,
      subject: `sign-in/${userId}`,
      version,
      facts: { userId, day },
      actor: subjectOf(userId),
      occurredAt: at,
    }),
  ]);
  return tell;
}
