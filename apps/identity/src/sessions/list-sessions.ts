import type { userSessionsSchema } from '@tenantry/contracts';
import type { HeldSession, Session, SessionStore } from '@tenantry/service-defaults';
import type { z } from 'zod';

export type UserSessionList = z.infer<typeof userSessionsSchema>;

/** One's own sessions (C1), the last used first. Problem: 503 `session.unavailable`. */
export const listOwnSessions =
  ({ sessions }: { sessions: SessionStore }) =>
  async (own: Session): Promise<UserSessionList> => ({
    items: (await sessions.list(own.userId)).map((held) => describe(held, own)),
  });

/** @param own the session that asks; of sessions in which somebody acts as the user nothing is told but that and since when */
export const describe = (held: HeldSession, own: Pick<Session, 'id'>): UserSessionList['items'][number] => ({
  sessionId: held.handle,
  startedAt: held.createdAt.toISOString(),
  lastRequestAt: held.lastRequestAt.toISOString(),
  browser: held.browser,
  system: held.system,
  address: held.address,
  idleSeconds: held.idleSeconds,
  current: held.id === own.id,
  mirrored: held.mirrored,
});
