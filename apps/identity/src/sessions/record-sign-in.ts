import { userSignedIn } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import { prepared } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { subjectOf } from '../users/event-of';
import { hashOfDevice, mostDevices } from './known-devices';

// All that a sign-in leaves behind is one statement: each would be a way to the database and back, under the user's lock.
const record = prepared(
  `with signed_in as (
     update users set last_sign_in_at = $2 where id = $1
   ), used as (
     insert into known_device (user_id, hash, last_used_at) values ($1, $4, $2)
     on conflict (user_id, hash) do update set last_used_at = $2
   ), forgotten as (
     delete from known_device where user_id = $1 and hash in (
       select hash from known_device where user_id = $1 and hash <> $4
       order by last_used_at desc offset ${mostDevices - 1})
   )
   insert into sign_in_day as last (user_id, day, version) values ($1, $3, 1)
   on conflict (user_id) do update set day = $3, version = last.version + 1 where last.day < $3
   returning version`,
);

/**
 * Writes down that a user, whose row the transaction has locked, signs in: when, and from which device (C12). The event says
 * that they signed in on this day (UTC): at most one a user and day, in an order of its own.
 * @param device the secret that the device is remembered by
 */
export async function recordSignIn(
  tx: EntityManager,
  { userId, device, at }: { userId: string; device: string; at: Date },
): Promise<void> {
  const day = at.toISOString().slice(0, 10);
  const [first] = await tx.query<{ version: number }[]>(record, [userId, at, day, hashOfDevice(device)]);
  if (!first) return;
  await appendEvents(tx, [
    draft({
      event: userSignedIn,
      subject: `sign-in/${userId}`,
      version: first.version,
      facts: { userId, day },
      actor: subjectOf(userId),
      occurredAt: at,
    }),
  ]);
}
