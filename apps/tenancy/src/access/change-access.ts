import { accessChanged, type AccountType, type Acting } from '@tenantry/contracts';
import { decideOnAccess, decideOnUser, rank, refused } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { asId } from '../as-id';
import type { Transact } from '../transact';
import { accessSchema } from './access.schema';
import { readActing } from './acting';
import { requireNotRemoved } from './require-not-removed';
import { type Access, toSubject } from './find-access';
import { findGrants, type NamedGrants, normalGrants, toGrantedAccess } from './grants';
import { claimUntilConfirmed, lockMasters } from './master-claims';

type Wanted = NamedGrants & { accountType: AccountType };
export type ChangeAccess = Wanted & {
  /** As it came with the request. */
  userId: string;
  /** The version that was read. */
  version: number;
  acting: Acting;
};

/**
 * Gives the user this access in place of what they have and publishes `tenancy.access.changed.v1` (A2–A5). It holds
 * from the user's next request on. What changes nothing is no event.
 * Problems: those of {@link changeAccessOf}, 409 `access.changed`: nothing has changed then.
 */
export const changeAccess =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ userId, version, acting, ...wanted }: ChangeAccess) =>
    transact(async (tx) => {
      const changed = await changeAccessOf(tx, { userId, acting, at: clock() }, (user) => {
        if (user.version !== version)
          throw new Problem('access.changed', { extensions: { version: user.version } });
        return wanted;
      });
      return { subject: changed.subject, version: changed.version };
    });

type Whose = { userId: string; acting: Acting; at: Date };

/**
 * The same in a transaction that there is already.
 * @param want the access that the user is to have, by the one they have, which stays as it is until the commit
 * @returns whether anything has changed, and the version by then
 * @throws {Problem} 404 `user.not_found`, 403 `permission.missing`, `grant.not_allowed`, 409 `user.self`,
 * `user.last_master`, before anything is written
 */
export async function changeAccessOf(
  tx: EntityManager,
  { userId: typedId, acting, at }: Whose,
  want: (user: Access) => Wanted,
): Promise<{ subject: string; version: number; changed: boolean }> {
  const userId = asId(typedId);
  if (!userId) throw new Problem('user.not_found');
  await lock(tx, userId);
  const { actor, user } = await readActing(tx, acting, userId);
  if (!user) throw new Problem('user.not_found');
  const subject = `access/${userId}`;
  requireAllowed(decideOnUser(actor, 'user.access', toSubject(user), user.activeMasters), 'user.not_found');
  requireNotRemoved(user);
  const { accountType, ...named } = want(user);

  const grants = await findGrants(tx, [named, user], { lock: true });
  const wanted = toGrantedAccess(accountType, named, grants);
  const before = toGrantedAccess(user.accountType, user, grants).access;
  if (!wanted.complete) requireAllowed(refused('not_of_organization', true), 'user.not_found');
  const { activeMasters } = user;
  requireAllowed(
    decideOnAccess(actor, toSubject(user), { wanted: wanted.access, before, activeMasters }),
    'user.not_found',
  );

  const access = { accountType, ...normalGrants(named) };
  const { roleIds, modules, subAccountIds } = user;
  if (isDeepStrictEqual(access, { accountType: user.accountType, roleIds, modules, subAccountIds }))
    return { subject, version: user.version, changed: false };
  const version = user.version + 1;
  await tx.update(accessSchema, { userId }, { ...access, version });
  if (accountType === 'master' && user.accountType !== 'master') await claimUntilConfirmed(tx, userId);
  await tx.query(`update directory set rank = $2, role_ids = $3 where user_id = $1`, [
    userId,
    rank(accountType),
    access.roleIds,
  ]);
  await appendEvents(tx, [
    draft({
      event: accessChanged,
      subject,
      version,
      facts: { userId, organizationId: user.organizationId, ...access },
      ...writtenBy(acting),
      occurredAt: at,
    }),
  ]);
  return { subject, version, changed: true };
}

/**
 * The organization first, because two masters who lower each other must not both count the other one, then the user's
 * access. Whoever is not there is not locked.
 */
async function lock(tx: EntityManager, userId: string): Promise<void> {
  await lockMasters(tx, userId);
  await tx.query(`select from access where user_id = $1 for update`, [userId]);
}
