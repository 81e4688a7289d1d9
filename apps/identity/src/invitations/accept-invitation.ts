import { Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUsableCode, hashOfCode, spendCode } from '../credentials/codes';
import { savePassword } from '../credentials/credential.repository';
import type { PasswordRules } from '../credentials/password-rules';
import type { Passwords } from '../credentials/passwords';
import type { OpenSession, SignedIn } from '../sessions/open-session';
import type { Origin } from '../sessions/origin-of';
import { requireOpenOrganization } from '../sessions/require-open-organization';
import type { Transact } from '../transact';
import { lockUser, saveUser } from '../users/user.repository';

export type AcceptInvitation = {
  code: string;
  password: string;
  firstName: string;
  lastName: string;
  origin: Origin;
};

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  passwordRules: PasswordRules;
  openSession: OpenSession;
  clock: () => Date;
  environment: string;
};

/**
 * Spends the code of an invitation: the invitee has chosen a password, becomes active and is signed in (C7).
 * Problems: those of codes and passwords, 403 `sign_in.organization_suspended`, `sign_in.organization_closed`, 503 `service.unavailable`.
 */
export const acceptInvitation =
  ({ database, transact, passwords, passwordRules, openSession, clock, environment }: Deps) =>
  async ({ code, password, firstName, lastName, origin }: AcceptInvitation): Promise<SignedIn> => {
    passwords.requireRoom();
    const hash = hashOfCode(code, environment);
    const usable = await findUsableCode(database.manager, { hash, purposes: ['invitation'], at: clock() });
    const { userId, organizationId } = usable;
    if (!userId || !organizationId) throw new Problem('code.unknown');
    await requireOpenOrganization(database.manager, organizationId, null);
    await passwordRules(password, [
      usable.email,
      usable.userName,
      firstName,
      lastName,
      usable.organizationName,
    ]);
    const passwordHash = await passwords.hash(password);

    return transact(async (tx) => {
      const at = clock();
      // The user before the code, see `setPassword`.
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('code.unknown');
      await spendCode(tx, { hash, purposes: ['invitation'], at });
      user.activate('invitation_accepted', { firstName, lastName }, at);
      await saveUser(tx, user);
      await savePassword(tx, { userId, passwordHash, at });
      return openSession(tx, user.snapshot, at, origin);
    });
  };
