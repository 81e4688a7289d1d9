import { randomUUID } from 'node:crypto';
import { normaliseUserName, User, type UserState } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import { findUsableCode, hashOfCode, spendCode } from '../credentials/codes';
import { savePassword } from '../credentials/credential.repository';
import type { PasswordRules } from '../credentials/password-rules';
import type { Passwords } from '../credentials/passwords';
import type { OpenSession, SignedIn } from '../sessions/open-session';
import type { Origin } from '../sessions/origin-of';
import { requireOperator } from '../organizations/operator';
import type { Transact } from '../transact';
import { proposeUserNames } from '../users/user-names';
import { findHolders, insertNewcomers } from '../users/user.repository';

export type VerifySignUp = { code: string; password: string; origin: Origin };

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  passwordRules: PasswordRules;
  openSession: OpenSession;
  clock: () => Date;
  environment: string;
  idleSeconds: number;
};

/**
 * Spends the code of a verification link: the address is proven, so the account is opened and its user created, active and
 * signed in (C11). Tenancy makes the organization from `identity.account.opened.v1`.
 * Problems: those of codes and passwords, 409 `sign_up.not_open`, `email.taken` where somebody invited the address in the
 * meantime, 503 `service.unavailable`.
 */
export const verifySignUp =
  ({ database, transact, passwords, passwordRules, openSession, clock, environment, idleSeconds }: Deps) =>
  async ({ code, password, origin }: VerifySignUp): Promise<SignedIn> => {
    passwords.requireRoom();
    await requireOperator(database.manager);
    const hash = hashOfCode(code, environment);
    const usable = await findUsableCode(database.manager, { hash, purposes: ['verify_email'], at: clock() });
    await passwordRules(password, [usable.email, usable.firstName, usable.lastName, usable.organizationName]);
    const passwordHash = await passwords.hash(password);

    return transact(async (tx) => {
      const at = clock();
      const { signUpId } = await spendCode(tx, { hash, purposes: ['verify_email'], at });
      const wish = await takeSignUp(tx, signUpId);
      const user = await createMaster(tx, wish, idleSeconds, at);
      await savePassword(tx, { userId: user.id, passwordHash, at });
      return openSession(tx, user, at, origin);
    });
  };

type Wish = {
  email: string;
  organizationName: string;
  firstName: string;
  lastName: string;
  language: string;
};

/** The wish has come true: its row, which is about a person, goes. */
async function takeSignUp(tx: EntityManager, signUpId: string | null): Promise<Wish> {
  const [[wish]] = await tx.query<[Wish[], number]>(
    `delete from sign_up where id = $1
     returning email, organization_name as "organizationName", first_name as "firstName", last_name as "lastName", language`,
    [signUpId],
  );
  if (!wish) throw new Problem('code.unknown');
  return wish;
}

async function createMaster(
  tx: EntityManager,
  wish: Wish,
  idleSeconds: number,
  at: Date,
): Promise<UserState> {
  const { email, organizationName, firstName, lastName, language } = wish;
  // A name that was free may be taken a moment later; an address that is taken stays taken.
  for (;;) {
    if ((await findHolders(tx, [email])).length > 0) throw new Problem('email.taken');
    const userName = (await proposeUserNames(tx, [email])).get(email) ?? '';
    const id = randomUUID();
    const user = User.create(
      {
        id,
        organizationId: randomUUID(),
        userName,
        userNameNormalised: normaliseUserName(userName),
        email,
        emailNormalised: email,
        firstName,
        lastName,
        language,
        origin: 'sign_up',
        invitationExpiresAt: null,
        idleSeconds,
      },
      `user/${id}`,
      at,
      2,
    );
    user.activate('email_verified', { firstName, lastName }, at);
    const account = { organizationName, organizationKind: 'company' as const };
    const stored = await insertNewcomers(tx, [{ user, accountType: 'master', account }]);
    if (stored.has(id)) return user.snapshot;
  }
}
