import type { Acting, userPresenceSchema } from '@tenantry/contracts';
import type { DecisionClient, Presence } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireSight } from '../access/require-allowed-on-user';

type Deps = { database: DataSource; decisions: DecisionClient; presence: Presence };

/**
 * Whether a user is online (rules, Presence) and when they were last heard of, for those who see the user.
 * Problems: 404 `user.not_found`, 503 `decision.unavailable`, `session.unavailable`.
 */
export const getPresence =
  ({ database, decisions, presence }: Deps) =>
  async (asked: { userId: string; acting: Acting }): Promise<z.infer<typeof userPresenceSchema>> => {
    await requireSight({ database, decisions }, asked);
    const { userId } = asked;
    const [online, seen] = await Promise.all([presence.onlineAmong([userId]), presence.lastSeen(userId)]);
    return { online: online.has(userId), lastSeenAt: seen?.toISOString() ?? null };
  };
