import type { ActivationCause, PasswordCause, User } from '@tenantry/domain';
import { Problem, type SessionStore } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import type { OpenSession, SignedIn } from '../sessions/open-session';
import type { Origin } from '../sessions/origin-of';
import { requireActive } from '../sessions/require-active';
import { requireOpenOrganization } from '../sessions/require-open-organization';
import type { Transact } from '../transact';
import { lockUser, saveUser } from '../users/user.repository';
import {
  type CodePurpose,
  findUsableCode,
  hashOfCode,
  killPasswordCodes,
  passwordPurposes,
  spendCode,
  type UsableCode,
} from './codes';
import { findCredential, savePassword } from './credential.repository';
import { type PasswordRules, refusePassword } from './password-rules';
import type { Passwords } from './passwords';

export type SetPassword = { code: string; password: string; origin: Origin };

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  passwordRules: PasswordRules;
  sessions: SessionStore;
  openSession: OpenSession;
  clock: () => Date;
  environment: string;
};

/** What follows from a code, for somebody who has never signed in and for everybody else. */
const causes: Partial<Record<CodePurpose, { first?: ActivationCause; later?: PasswordCause }>> = {
  welcome: { first: 'welcome_accepted' },
  one_off_change: { first: 'one_off_changed', later: 'one_off' },
  reset: { later: 'reset' },
  forgotten: { later: 'forgotten' },
};

/**
 * Spends the code of a welcome, a reset, a forgotten password or a sign-in with a one-off password: the user has the password
 * that they chose, is active if they never were (C3, C5), every other session has ended, and they are signed in.
 * Problems: those of codes and passwords, 403 `sign_in.blocked`, `sign_in.inactive`, `sign_in.not_activated`,
 * `sign_in.organization_suspended`, `sign_in.organization_closed`, 503 `session.unavailable`, `service.unavailable`: the code
 * is not spent then.
 */
export const setPassword =
  (deps: Deps) =>
  async ({ code, password, origin }: SetPassword): Promise<SignedIn> => {
    const { database, transact, passwords, sessions, openSession, clock } = deps;
    passwords.requireRoom();
    const hash = hashOfCode(code, deps.environment);
    const usable = await findUsableCode(database.manager, { hash, purposes: passwordPurposes, at: clock() });
    const { userId, organizationId } = usable;
    if (!userId || !organizationId) throw new Problem('code.unknown');
    await requireOpenOrganization(database.manager, organizationId, userId);
    await requireFitting(deps, usable, userId, password);
    const passwordHash = await passwords.hash(password);

    return transact(async (tx) => {
      const at = clock();
      // The user before the code, as everywhere: whoever makes a newer code holds the user, and then looks for older ones.
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('code.unknown');
      const { purpose } = await spendCode(tx, { hash, purposes: passwordPurposes, at });
      await record(tx, user, purpose, at);
      user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
      await saveUser(tx, user);
      await savePassword(tx, { userId, passwordHash, at });
      await killPasswordCodes(tx, userId);
      return openSession(tx, user.snapshot, at, origin);
    });
  };

async function record(tx: EntityManager, user: User, purpose: CodePurpose, at: Date): Promise<void> {
  const { first, later } = causes[purpose] ?? {};
  if (user.snapshot.status === 'pending' && first) return user.activate(first, null, at);
  await requireActive(tx, user.snapshot);
  // Somebody who is active needs no welcome.
  if (!later) throw new Problem('code.used');
  user.passwordChanged(later, at);
}

async function requireFitting(
  { database, passwords, passwordRules }: Deps,
  { purpose, ...known }: UsableCode,
  userId: string,
  password: string,
): Promise<void> {
  await passwordRules(password, [
    known.email,
    known.userName,
    known.firstName,
    known.lastName,
    known.organizationName,
  ]);
  if (purpose !== 'one_off_change') return;
  const oneOff = await findCredential(database.manager, userId);
  if (oneOff && (await passwords.verify(oneOff.passwordHash, password)))
    refusePassword('password.unchanged', 'The one-off password is spent. Choose another one.', '/password');
}
