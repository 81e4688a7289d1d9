import { Problem, type SessionStore } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findStanding } from '../organizations/standing';
import type { OpenSession, SignedIn } from '../sessions/open-session';
import type { Origin } from '../sessions/origin-of';
import { requireActive } from '../sessions/require-active';
import type { Transact } from '../transact';
import { findUser, lockUser, saveUser } from '../users/user.repository';
import { killPasswordCodes } from './codes';
import { savePassword } from './credential.repository';
import { requireOwnPassword } from './own-password';
import { type PasswordRules, refusePassword } from './password-rules';
import type { Passwords } from './passwords';

/** `userId` is whoever is signed in, as themselves. */
export type ChangePassword = {
  userId: string;
  currentPassword: string;
  newPassword: string;
  origin: Origin;
};

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  passwordRules: PasswordRules;
  sessions: SessionStore;
  openSession: OpenSession;
  clock: () => Date;
};

const pointer = '/newPassword';

/**
 * Changes one's own password: every session ends, also the one that asks, in whose place a new one begins. Publishes
 * `identity.user.password-changed.v1`, which mails the user.
 * Problems: 403 `password.wrong`, 422 `password.too_short`, `password.too_common`, `password.unchanged`, 401 `session.ended`,
 * 409 `user.changed`, 503 `session.unavailable`, `service.unavailable`.
 */
export const changePassword =
  (deps: Deps) =>
  async ({ userId, currentPassword, newPassword, origin }: ChangePassword): Promise<SignedIn> => {
    const { database, transact, passwords, passwordRules, sessions, openSession, clock } = deps;
    await requireOwnPassword(deps, userId, currentPassword);
    const before = await findUser(database.manager, userId);
    if (!before) throw new Problem('session.ended');
    if (newPassword.normalize('NFKC') === currentPassword.normalize('NFKC'))
      refusePassword('password.unchanged', 'This is the password that you have.', pointer);
    const { email, userName, firstName, lastName, organizationId, epoch } = before;
    const standing = await findStanding(database.manager, organizationId);
    await passwordRules(newPassword, [email, userName, firstName, lastName, standing?.name ?? null], pointer);
    const passwordHash = await passwords.hash(newPassword);

    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('session.ended');
      // Whoever was signed out or reset meanwhile does not change what others have just decided.
      if (user.snapshot.epoch !== epoch) throw new Problem('user.changed');
      await requireActive(tx, user.snapshot);
      const at = clock();
      user.passwordChanged('own', at);
      user.endSessions(await sessions.raiseEpoch(userId, epoch), at);
      await saveUser(tx, user);
      await savePassword(tx, { userId, passwordHash, at });
      await killPasswordCodes(tx, userId);
      return openSession(tx, user.snapshot, at, origin);
    });
  };
