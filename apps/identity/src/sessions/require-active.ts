import type { UserState } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { findKeyUsers } from '../organizations/key-users';

/**
 * Lets an active user pass who has given the right password; to any other it says why not and whom to ask (C2, C13).
 * @throws {Problem} 403 `sign_in.blocked`, `sign_in.inactive`, 401 `sign_in.refused`
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
        extensions: { keyUsers: await keyUsersFor(manager, user) },
      });
    case 'pending':
    case 'removed':
    case undefined:
      throw new Problem('sign_in.refused');
  }
}

const keyUsersFor = (manager: EntityManager, { id, organizationId }: UserState) =>
  findKeyUsers(manager, { organizationId, asking: id });
