import type { Acting } from '@tenantry/contracts';
import type { Session } from './session';

/** Who acts with this session. */
export const actingIn = ({ userId, mirroring }: Pick<Session, 'userId' | 'mirroring'>): Acting =>
  mirroring ? { actorId: mirroring.byUserId, onBehalfOfId: userId } : { actorId: userId, onBehalfOfId: null };

/** How their events name them: `actor` stays the real person, `onBehalfOf` is the mirrored user (decision 0015). */
export const writtenBy = ({ actorId, onBehalfOfId }: Acting): { actor: string; onBehalfOf?: string } => ({
  actor: `user/${actorId}`,
  ...(onBehalfOfId && { onBehalfOf: `user/${onBehalfOfId}` }),
});
