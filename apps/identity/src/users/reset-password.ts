import type { Acting, passwordResetResultSchema } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { type DecisionClient, Problem, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { killPasswordCodes, storeCodes } from '../credentials/codes';
import { voidPassword } from '../credentials/credential.repository';
import { firstPasswordOf, newFirstPassword, storeFirstPassword } from '../credentials/first-password';
import { newPasswordLink } from '../credentials/password-link';
import { type PasswordSettings, passwordSettingsIn } from '../credentials/password-settings';
import { requestMail } from '../mails/request-mail';
import { findStanding } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from './display-name';
import { subjectOf } from './event-of';
import { findUser, lockUser, saveUser } from './user.repository';

export type ResetPassword = { userId: string; acting: Acting };
export type PasswordResetResult = z.infer<typeof passwordResetResultSchema>;

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
  passwordSettings: PasswordSettings;
};

/** A new way to a password that waits to be stored. */
type NewWay = Pick<PasswordResetResult, 'way'> & {
  expiresAt: Date;
  oneOffPassword: string | null;
  store: (tx: EntityManager, actor: string, at: Date) => Promise<void>;
};

/**
 * Resets a user's password (C4): the old one is void at once, every session ends, and a mail brings the link to a new one. Who
 * was created and has never signed in gets a new way to the first password, of the kind of the one before (C3). Publishes
 * `identity.user.password-reset.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.invited`, `user.wrong_status`,
 * `user.changed`, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const resetPassword =
  (deps: Deps) =>
  async ({ userId, acting }: ResetPassword): Promise<PasswordResetResult> => {
    const { database, transact, sessions, clock } = deps;
    await requireAllowedOnUser(deps, { acting, act: 'user.reset_password', userId });
    const before = await findUser(database.manager, userId);
    if (!before) throw new Problem('user.not_found');
    const by = writtenBy(acting);
    const { way, expiresAt, oneOffPassword, store } = await newWay(deps, before, acting.actorId);

    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      const at = clock();
      user.resetPassword(expiresAt, by, at);
      // What was made above is for the status that they had.
      if (user.snapshot.status !== before.status) throw new Problem('user.changed');
      user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
      await saveUser(tx, user);
      await store(tx, by.actor, at);
      const { version } = user.snapshot;
      return {
        subject: subjectOf(userId),
        version,
        way,
        expiresAt: expiresAt.toISOString(),
        oneOffPassword,
      };
    });
  };

async function newWay(deps: Deps, user: UserState, administratorId: string): Promise<NewWay> {
  const { manager } = deps.database;
  const [standing, administrator] = await Promise.all([
    findStanding(manager, user.organizationId),
    findUser(manager, administratorId),
  ]);
  const settings = passwordSettingsIn(deps.passwordSettings, standing);
  const administratorName = administrator ? displayName(administrator) : null;
  const at = deps.clock();

  if (user.status === 'pending' && user.origin === 'created') {
    const way = await firstPasswordOf(manager, user.id);
    const madeBy = { organizationName: standing?.name ?? '', creatorName: administratorName };
    const first = await newFirstPassword(settings, way, user, madeBy, at);
    const store: NewWay['store'] = (tx, actor, now) => storeFirstPassword(tx, first, actor, now);
    return { way, expiresAt: first.expiresAt, oneOffPassword: first.shown, store };
  }
  const values: Record<string, string> = administratorName === null ? {} : { administratorName };
  const { code, mail, expiresAt } = await newPasswordLink(settings, 'reset', user, values, at);
  return {
    way: 'reset_link',
    expiresAt,
    oneOffPassword: null,
    async store(tx, actor) {
      await voidPassword(tx, user.id);
      await killPasswordCodes(tx, user.id);
      await storeCodes(tx, [code]);
      await requestMail(tx, mail, actor);
    },
  };
}
