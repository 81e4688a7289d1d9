import type { Acting } from '@tenantry/contracts';
import { type Presence, Problem } from '@tenantry/service-defaults';
import { killCodes } from '../credentials/codes';
import { voidPassword } from '../credentials/credential.repository';
import { type OutOfServiceDeps, takeOutOfService } from './take-out-of-service';

/** `signOutFirst`: whether the user is removed while they are online, which signs them out. */
export type RemoveUser = { userId: string; reason: string | null; signOutFirst: boolean; acting: Acting };

type Deps = OutOfServiceDeps & { presence: Presence };

/**
 * Removes the user for ever (L8) and publishes `identity.user.removed.v1`: sessions, links and the password are void, user name
 * and e-mail are free, and the history stays. Whoever asks has confirmed it with their own password.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.online` with `lastSeenAt`, `user.self`, `user.last_master`,
 * `user.wrong_status`, `user.changed`, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 */
export const removeUser =
  (deps: Deps) =>
  ({ reason, signOutFirst, ...asked }: RemoveUser) =>
    takeOutOfService(deps, { ...asked, act: 'user.remove' }, async (user, by, at, tx) => {
      user.remove(reason, by, at);
      if (!signOutFirst) await requireOffline(deps.presence, user.id);
      await killCodes(tx, user.id);
      await voidPassword(tx, user.id);
    });

async function requireOffline(presence: Presence, userId: string): Promise<void> {
  const online = await presence.onlineAmong([userId]);
  if (!online.has(userId)) return;
  const lastSeenAt = (await presence.lastSeen(userId))?.toISOString() ?? null;
  throw new Problem('user.online', { extensions: { lastSeenAt } });
}
