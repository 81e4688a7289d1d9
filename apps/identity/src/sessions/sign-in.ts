import { normaliseEmail } from '@tenantry/domain';
import { Problem, type SessionOrigin } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { replaceHash } from '../credentials/credential.repository';
import type { Passwords } from '../credentials/passwords';
import type { Transact } from '../transact';
import { lockUser } from '../users/user.repository';
import type { OpenedSession, OpenSession } from './open-session';
import { requireActive } from './require-active';

/** `identifier` is an e-mail address or a user name, as it was typed. */
export type SignIn = { identifier: string; password: string; origin: SessionOrigin };

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  openSession: OpenSession;
  clock: () => Date;
};

/**
 * Signs in an active user (C1, C2). A wrong password reveals nothing, whoever it was for; with the right one the refusal says why.
 * Problems: 401 `sign_in.refused`, 403 `sign_in.blocked`, `sign_in.inactive`, `sign_in.organization_suspended`,
 * `sign_in.organization_closed`, 503 `session.unavailable`, `service.unavailable`.
 */
export const signIn =
  ({ database, transact, passwords, openSession, clock }: Deps) =>
  async ({ identifier, password, origin }: SignIn): Promise<OpenedSession> => {
    passwords.requireRoom();
    const known = await findCredential(database, identifier);
    const stored = known?.passwordHash ?? null;
    const right = await passwords.verify(stored, password);
    if (!known || !stored || !right) throw new Problem('sign_in.refused');
    const current = passwords.isOutdated(stored) ? await passwords.hash(password) : null;

    return transact(async (tx) => {
      // The verify took its time: what was read before it is looked at again, under the lock that a block takes too.
      const user = await requireActive(tx, (await lockUser(tx, known.userId))?.snapshot);
      if (user.epoch !== known.epoch) throw new Problem('sign_in.refused');
      if (current) await replaceHash(tx, { userId: user.id, outdated: stored, current });
      return openSession(tx, user, clock(), origin);
    });
  };

type Known = { userId: string; epoch: number; passwordHash: string | null };

/** One statement for both kinds of identifier. User names hold no `@`, so at most one user is meant. */
async function findCredential(database: DataSource, identifier: string): Promise<Known | undefined> {
  // Addresses and user names have the same normal form (B5).
  const [known] = await database.query<Known[]>(
    `select id as "userId", epoch, password_hash as "passwordHash"
     from users left join credential on user_id = id
     where (email_normalised = $1 or user_name_normalised = $1) and status <> 'removed'`,
    [normaliseEmail(identifier)],
  );
  return known;
}
