import {
  actingIn,
  type DecisionClient,
  Problem,
  type Session,
  type SessionStore,
  writtenBy,
} from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { requireOwnPassword } from '../credentials/own-password';
import type { Passwords } from '../credentials/passwords';
import { findStanding } from '../organizations/standing';
import { describeSession, type OpenedSession } from '../sessions/open-session';
import type { Transact } from '../transact';
import { findUser, lockUser, saveUser } from '../users/user.repository';
import { tellMirrored } from './tell-mirrored';

/** `own` is the session of whoever wants to act as the user; `password` is their own. */
export type StartMirroring = { own: Session; userId: string; password: string; reason: string };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  passwords: Passwords;
  /** Whether users are told, where no organization says otherwise. */
  tellsMirrored: boolean;
};

/**
 * Begins to act as another user (A11), for half an hour, and publishes `identity.user.mirroring-started.v1`.
 * Problems: 403 `password.wrong`, `permission.missing`, 404 `user.not_found`, 409 `user.self`, `user.not_active`,
 * `organization.wrong_status`, 503 `decision.unavailable`, `session.unavailable`, `service.unavailable`.
 */
export const startMirroring =
  ({ database, transact, decisions, sessions, passwords, tellsMirrored }: Deps) =>
  async ({ own, userId, password, reason }: StartMirroring): Promise<OpenedSession> => {
    await requireOwnPassword({ database, passwords }, own.userId, password);
    // After the verify, which takes its time: what counts is what they may do now.
    const acting = actingIn(own);
    const asked = { acting, act: 'user.mirror', userId, fresh: true } as const;
    await requireAllowedOnUser({ database, decisions }, asked);

    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      const administrator = await findUser(tx, own.userId);
      if (!user || !administrator) throw new Problem('user.not_found');
      const by = writtenBy(acting);
      user.requireMirrorable(by);
      const { organizationId, epoch } = user.snapshot;
      const standing = await findStanding(tx, organizationId);
      if (standing && standing.status !== 'active') throw new Problem('organization.wrong_status');

      const { secret, ...mirroring } = await sessions.mirror({
        own,
        userId,
        organizationId,
        organizationPath: standing?.path,
        epoch,
      });
      const { startedAt, until } = mirroring;
      user.startMirroring(reason, until, by, startedAt);
      await saveUser(tx, user);
      if (standing?.tellMirrored ?? tellsMirrored)
        await tellMirrored(tx, { user: user.snapshot, administrator, reason, startedAt, until });
      const session = { ...own, userId, organizationId, mirroring: { byUserId: own.userId, ...mirroring } };
      return { secret, current: describeSession(session, user.snapshot, administrator) };
    });
  };
