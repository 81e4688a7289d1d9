import type { InactiveCause, UserStatus } from '@tenantry/contracts';
import { RetryableError } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { accessSchema } from '../access/access.schema';
import { releaseClaims } from '../access/master-claims';
import { lockAccess } from '../service-centers/lock-access';

/** What the directory tells about a status; what is left out stays. */
export type Told = Partial<{
  blockedReason: string | null;
  inactiveCause: InactiveCause | (string & {}) | null;
  inactiveReason: string | null;
  invitationExpiresAt: string | null;
  invitationExpired: boolean;
}>;

const columns: Record<keyof Told, string> = {
  blockedReason: 'blocked_reason',
  inactiveCause: 'inactive_cause',
  inactiveReason: 'inactive_reason',
  invitationExpiresAt: 'invitation_expires_at',
  invitationExpired: 'invitation_expired',
};

/** Status in both tables at once, and the claims on earlier versions: what is decided and what is shown never differ. */
export async function changeStatus(
  tx: EntityManager,
  userId: string,
  status: UserStatus,
  sequence: string,
  told: Told = {},
): Promise<void> {
  await tx.update(accessSchema, { userId }, { status });
  await arrive(tx, userId, sequence);
  const keys = Object.keys(told) as (keyof Told)[];
  const sets = keys.map((key, at) => `, ${columns[key]} = $${at + 3}`).join('');
  await tx.query(`update directory set status = $2${sets} where user_id = $1`, [
    userId,
    status,
    ...keys.map((key) => told[key]),
  ]);
}

/**
 * The directory shows this version of the user, on which nothing is done any more that was allowed on an earlier one.
 * @throws {RetryableError} until it knows the user
 */
export async function arrive(tx: EntityManager, userId: string, sequence: string): Promise<void> {
  // Whoever changes a user's directory row has locked their access before, see `showSignIn`.
  await lockAccess(tx, [userId]);
  await releaseClaims(tx, userId, Number(sequence));
  const shown = await tx.query<unknown[]>(
    `with shown as (update directory set version = $2 where user_id = $1 returning 1) select from shown`,
    [userId, Number(sequence)],
  );
  if (shown.length === 0)
    throw new RetryableError(
      `User ${userId} is not in the directory yet: the event that created them is to come.`,
    );
}
