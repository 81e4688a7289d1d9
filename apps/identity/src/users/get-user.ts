import type { Acting, Language, userProfileSchema } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { type DecisionClient, Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireSight } from '../access/require-allowed-on-user';
import { findDeactivation } from '../inactivity/find-deactivation';
import { findStanding } from '../organizations/standing';
import { idleLimitOf } from '../sessions/idle-limit';
import { findStatusChange } from './status-change';
import { findUser } from './user.repository';

export type UserProfile = z.infer<typeof userProfileSchema>;

type Deps = {
  database: DataSource;
  decisions: DecisionClient;
  clock: () => Date;
  /** Days without a sign-in, where no organization says otherwise. */
  inactivityDays: number;
};

/**
 * A user's profile (L13), for those who see the user; their own needs no decision.
 * Problems: 404 `user.not_found`, 503 `decision.unavailable`.
 */
export const getUser =
  ({ database, decisions, clock, inactivityDays: daysByDefault }: Deps) =>
  async ({ userId, acting }: { userId: string; acting: Acting }): Promise<UserProfile> => {
    await requireSight({ database, decisions }, { acting, userId });
    const user = await findUser(database.manager, userId);
    if (!user) throw new Problem('user.not_found');
    const [credential] = await database.query<{ kind: 'set' | 'one_off' }[]>(
      'select kind from credential where user_id = $1',
      [userId],
    );
    const deactivation =
      user.status === 'active'
        ? await findDeactivation(database.manager, userId, { daysByDefault, at: clock() })
        : null;
    return {
      userId: user.id,
      organizationId: user.organizationId,
      userName: user.userName,
      email: user.email,
      firstName: user.firstName,
      middleName: user.middleName,
      lastName: user.lastName,
      language: user.language as Language,
      idleSeconds: user.idleSecondsOverride,
      idleLimit: idleLimitOf(user, await findStanding(database.manager, user.organizationId)),
      status: user.status,
      credential: credential?.kind ?? 'none',
      blockedReason: user.blockedReason,
      inactive: inactiveOf(user),
      deactivatesAt: deactivation?.toISOString() ?? null,
      statusChange: await findStatusChange({ database, decisions }, user, acting),
      removedAt: user.removedAt?.toISOString() ?? null,
      invitation: invitationOf(user, clock()),
      createdAt: user.createdAt.toISOString(),
      lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
      profileRevision: user.profileRevision,
      version: user.version,
    };
  };

const inactiveOf = ({ inactiveCause, inactiveReason, inactiveAt }: UserState): UserProfile['inactive'] =>
  inactiveCause &&
  inactiveAt && { cause: inactiveCause, reason: inactiveReason, since: inactiveAt.toISOString() };

function invitationOf(user: UserState, now: Date): UserProfile['invitation'] {
  if (!user.invitationExpiresAt) return null;
  const expiresAt = user.invitationExpiresAt.toISOString();
  if (user.status === 'removed') return null;
  if (user.status !== 'pending') return { state: 'accepted', expiresAt };
  // Over is over, also where the job that says so has not run yet.
  return {
    state: user.invitationExpiredAt || user.invitationExpiresAt <= now ? 'expired' : 'open',
    expiresAt,
  };
}
