import { confirmStatus } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Milliseconds: whoever has not been answered by then is asked again. */
const answerWithin = 30_000;

/**
 * Of masters with an open claim it is not sure that they stay in service, so nobody counts on them (docs/adr/0017).
 * Takes the organization's lock, under which they are counted and claimed.
 */
export const lockMasters = (tx: EntityManager, userId: string): Promise<unknown> =>
  tx.query(
    `select from organizations o join access a on a.organization_id = o.id where a.user_id = $1
     for no key update of o`,
    [userId],
  );

/** Identity may take the master out of service, on this version of theirs and on no later one. Call it under `lockMasters`. */
export const claimMaster = (tx: EntityManager, userId: string, version: number): Promise<unknown> =>
  tx.query(
    `insert into master_claims (claim_id, user_id, version) values ($1, $2, $3)
     on conflict (user_id, version) do nothing`,
    [randomUUID(), userId, version],
  );

/**
 * Somebody has become a master: identity may just have allowed an act on them as they were, so they count once it has
 * confirmed their status.
 */
export async function claimUntilConfirmed(tx: EntityManager, userId: string): Promise<void> {
  const claimId = randomUUID();
  await tx.query(`insert into master_claims (claim_id, user_id, asked_at) values ($1, $2, now())`, [
    claimId,
    userId,
  ]);
  await askToConfirm(tx, { claimId, userId });
}

/** The user's version is now this one: what was allowed on an earlier one can no longer be done. */
export const releaseClaims = (tx: EntityManager, userId: string, version: number): Promise<unknown> =>
  tx.query(`delete from master_claims where user_id = $1 and version < $2`, [userId, version]);

/** Identity has confirmed the user's status after this claim. */
export const releaseClaim = (tx: EntityManager, claimId: string): Promise<unknown> =>
  tx.query(`delete from master_claims where claim_id = $1`, [claimId]);

/**
 * Asks identity about users whose claims nothing has released for 10 seconds: the act failed or its service died, or the
 * event is late. Any number of replicas may do this.
 * @returns how many it has asked about
 */
export async function settleClaims(tx: EntityManager): Promise<number> {
  const stale = await tx.query<{ claimId: string; userId: string }[]>(
    `with stale as (
       select claim_id from master_claims
       where claimed_at < now() - interval '10 seconds'
         and (asked_at is null or asked_at < now() - $1 * interval '1 millisecond')
       order by claimed_at limit 100 for update skip locked
     ), asked as (
       update master_claims set asked_at = now() from stale where master_claims.claim_id = stale.claim_id
       returning master_claims.claim_id, user_id
     ) select claim_id as "claimId", user_id as "userId" from asked`,
    [answerWithin],
  );
  for (const claim of stale) await askToConfirm(tx, claim);
  return stale.length;
}

const askToConfirm = (tx: EntityManager, claim: { claimId: string; userId: string }): Promise<unknown> =>
  sendCommand(tx, confirmStatus, claim, {
    actor: 'service/tenancy',
    expiresAt: new Date(Date.now() + answerWithin),
  });
