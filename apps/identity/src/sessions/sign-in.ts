import type { FailedSignInReason } from '@tenantry/contracts';
import { normaliseEmail } from '@tenantry/domain';
import { prepared, Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { replaceHash } from '../credentials/credential.repository';
import type { Passwords } from '../credentials/passwords';
import type { Transact } from '../transact';
import { lockUser } from '../users/user.repository';
import { type FailedSignIns, reasonOf } from './failed-sign-ins';
import type { OpenSession, SignedIn } from './open-session';
import type { Origin } from './origin-of';
import { requireActive } from './require-active';
import { signInOnce } from './sign-in-once';

/** `identifier` is an e-mail address or a user name, as it was typed. */
export type SignIn = { identifier: string; password: string; origin: Origin };

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  openSession: OpenSession;
  failedSignIns: FailedSignIns;
  clock: () => Date;
  environment: string;
};

/**
 * Signs in an active user (C1, C2). A wrong password reveals nothing, whoever it was for; with the right one the refusal says why.
 * Refusals are kept for whoever helps the user, behind the answer (B5).
 * A one-off password lets nobody in: it is spent, and the refusal carries the code with which one's own is chosen (C5).
 * Problems: 401 `sign_in.refused`, 403 `sign_in.blocked`, `sign_in.inactive`, `sign_in.not_activated`,
 * `sign_in.organization_suspended`, `sign_in.organization_closed`, `sign_in.one_off_expired`, `sign_in.one_off_used`,
 * `sign_in.password_change_required`, 503 `session.unavailable`, `service.unavailable`.
 */
export const signIn =
  ({ database, transact, passwords, openSession, failedSignIns, clock, environment }: Deps) =>
  async ({ identifier, password, origin }: SignIn): Promise<SignedIn> => {
    passwords.requireRoom();
    const known = await findCredential(database, identifier);
    const stored = known?.passwordHash ?? null;
    const right = await passwords.verify(stored, password);
    const note = (reason: FailedSignInReason) =>
      failedSignIns.note({ userId: known?.userId ?? null, reason, origin, at: clock() });
    if (!known || !stored || !right) {
      note(stored ? 'wrong_password' : 'no_password');
      throw new Problem('sign_in.refused');
    }
    const current = passwords.isOutdated(stored) ? await passwords.hash(password) : null;

    const signedIn = await transact(async (tx) => {
      // The verify took its time: what was read before it is looked at again, under the lock that a block takes too.
      const now = (await lockUser(tx, known.userId))?.snapshot;
      const isOneOff = known.kind === 'one_off';
      const user = isOneOff ? now : await requireActive(tx, now);
      if (user?.epoch !== known.epoch) throw new Problem('sign_in.refused');
      if (isOneOff) return signInOnce(tx, user, stored, { environment, at: clock() });
      if (current) await replaceHash(tx, { userId: user.id, outdated: stored, current });
      return openSession(tx, user, clock(), origin, { byPassword: true });
    }).catch((error: unknown) => {
      const reason = reasonOf(error);
      if (reason) note(reason);
      throw error;
    });
    if ('secret' in signedIn) return signedIn;
    const { passwordCode, expiresAt } = signedIn;
    // After the commit: the one-off password is spent.
    throw new Problem('sign_in.password_change_required', {
      extensions: { passwordCode, expiresAt: expiresAt.toISOString() },
    });
  };

type Known = { userId: string; epoch: number; passwordHash: string | null; kind: 'set' | 'one_off' | null };

// User names hold no `@`, so at most one user is meant.
const credentialOf = prepared(
  `select id as "userId", epoch, password_hash as "passwordHash", kind
   from users left join credential on user_id = id
   where (email_normalised = $1 or user_name_normalised = $1) and status <> 'removed'`,
);

/** One statement for both kinds of identifier. */
async function findCredential(database: DataSource, identifier: string): Promise<Known | undefined> {
  // Addresses and user names have the same normal form (B5).
  const [known] = await database.query<Known[]>(credentialOf, [normaliseEmail(identifier)]);
  return known;
}
