import type { confirmStatus as confirmStatusCommand } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { lockUser, saveUser } from './user.repository';

/**
 * Says which status the user has, as their next event: what was allowed on the version before is done by now, or never
 * (docs/adr/0017). Publishes `identity.user.status-confirmed.v1`.
 */
export const confirmStatus: Handler<typeof confirmStatusCommand> = async ({ data, actor }, { tx }) => {
  const user = await lockUser(tx, data.userId);
  if (!user) return;
  user.confirmStatus(data.claimId, actor, new Date());
  await saveUser(tx, user);
};
