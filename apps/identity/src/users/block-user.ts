import type { Acting } from '@tenantry/contracts';
import { type OutOfServiceDeps, takeOutOfService } from './take-out-of-service';

export type BlockUser = { userId: string; reason: string; acting: Acting };

/**
 * Blocks the user with a reason (L6), ends their sessions everywhere and publishes `identity.user.blocked.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.last_master`, `user.not_active`,
 * `user.changed`, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const blockUser =
  (deps: OutOfServiceDeps) =>
  ({ reason, ...asked }: BlockUser) =>
    takeOutOfService(deps, { ...asked, act: 'user.block' }, (user, by, at) => user.block(reason, by, at));
