import type { Acting } from '@tenantry/contracts';
import { killCodes } from '../credentials/codes';
import { type OutOfServiceDeps, takeOutOfService } from '../users/take-out-of-service';

export type RevokeInvitation = { userId: string; acting: Acting };

/**
 * Takes an invitation back (L10): the link is dead, the pending user removed, the address can be invited again. Nobody is
 * mailed. Publishes `identity.user.removed.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.wrong_status`, `user.not_invited`, `user.changed`,
 * 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const revokeInvitation =
  (deps: OutOfServiceDeps) =>
  ({ userId, acting }: RevokeInvitation) =>
    takeOutOfService(deps, { userId, acting, act: 'user.remove' }, async (user, by, at, tx) => {
      user.revokeInvitation(by, at);
      await killCodes(tx, user.id);
    });
