import type { Acting } from '@tenantry/contracts';
import { type OutOfServiceDeps, takeOutOfService } from './take-out-of-service';

export type DeactivateUser = { userId: string; reason: string | null; acting: Acting };

/**
 * Deactivates the user (L5), ends their sessions everywhere and publishes `identity.user.deactivated.v1` with the cause
 * `manual`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.last_master`, `user.wrong_status`,
 * `user.changed`, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const deactivateUser =
  (deps: OutOfServiceDeps) =>
  ({ reason, ...asked }: DeactivateUser) =>
    takeOutOfService(deps, { ...asked, act: 'user.deactivate' }, (user, by, at) =>
      user.deactivate('manual', reason, by, at),
    );
