import type { UserState } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { findKeyUsers } from '../organizations/key-users';

const dayMs = 24 * 3_600_000;

/**
 * Lets an active user pass who has proven who they are; to any other it says since when and by which rule not, and whom to ask
 * (C2, C13).
 * @throws {Problem} 403 `sign_in.blocked`, `sign_in.inactive`, `sign_in.not_activated`, 401 `sign_in.refused`
 */
export async function requireActive(manager: EntityManager, user: UserState | undefined): Promise<UserState> {
  switch (user?.status) {
    case 'active':
      return user;
    case 'blocked':
      throw new Problem('sign_in.blocked', {
        detail: 'An administrator has blocked this account. Ask your key users or your administrator.',
        extensions: {
          since: user.blockedAt?.toISOString() ?? null,
          reason: user.blockedReason,
          keyUsers: await keyUsersFor(manager, user),
        },
      });
    case 'inactive':
      throw new Problem('sign_in.inactive', {
        detail: `${inactiveDetail(user)} Ask your key users or your administrator to activate it.`,
        extensions: {
          since: user.inactiveAt?.toISOString() ?? null,
          cause: user.inactiveCause,
          reason: user.inactiveReason,
          daysWithoutSignIn: daysWithoutSignIn(user),
          keyUsers: await keyUsersFor(manager, user),
        },
      });
    case 'pending':
      throw new Problem('sign_in.not_activated', {
        detail:
          'Open the link of the mail that invited or welcomed you, or ask your key users for a new one.',
        extensions: { keyUsers: await keyUsersFor(manager, user) },
      });
    case 'removed':
    case undefined:
      throw new Problem('sign_in.refused');
  }
}

const inactiveDetail = (user: UserState): string => {
  const days = daysWithoutSignIn(user);
  return days === null
    ? 'An administrator has deactivated this account.'
    : `This account was deactivated because nobody had signed in to it for ${days} days.`;
};

/** After how many days the inactivity rule took hold. `null` where it was not that rule. */
function daysWithoutSignIn({
  inactiveCause,
  inactiveAt,
  lastSignInAt,
  createdAt,
  reactivatedAt,
}: UserState): number | null {
  if (inactiveCause !== 'inactivity' || !inactiveAt) return null;
  const last = Math.max(...[lastSignInAt, createdAt, reactivatedAt].map((at) => at?.getTime() ?? 0));
  return Math.floor((inactiveAt.getTime() - last) / dayMs);
}

const keyUsersFor = (manager: EntityManager, { id, organizationId }: UserState) =>
  findKeyUsers(manager, { organizationId, asking: id });
