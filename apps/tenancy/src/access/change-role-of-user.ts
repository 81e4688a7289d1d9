import { type changeRoleOfUser as changeRoleCommand, settleJobItem } from '@tenantry/contracts';
import { type Handler, sendCommand } from '@tenantry/messaging';
import { Problem } from '@tenantry/service-defaults';
import { changeAccessOf } from './change-access';

type Item = Parameters<Handler<typeof changeRoleCommand>>[0]['data'];
type Context = Parameters<Handler<typeof changeRoleCommand>>[1];
type Outcome = { state: 'done' | 'skipped' | 'failed'; problem: string | null };

/** Milliseconds: as long as identity cares for the answer. */
const worthAnswering = 24 * 3_600_000;

/**
 * Gives a user a role, or takes it from them, for a job of identity (L14), with every check that a change of that one's access
 * has, and tells identity in the same transaction what has become of it.
 */
export const changeRoleOfUser: Handler<typeof changeRoleCommand> = async ({ data }, { tx }) => {
  const { jobId, position, attempt } = data;
  const outcome = await change(tx, data);
  const options = { actor: 'service/tenancy', expiresAt: new Date(Date.now() + worthAnswering) };
  await sendCommand(tx, settleJobItem, { jobId, position, attempt, ...outcome }, options);
};

async function change(
  tx: Context['tx'],
  { userId, roleId: typedId, change, ...item }: Item,
): Promise<Outcome> {
  const roleId = typedId.toLowerCase();
  const acting = { actorId: item.actorId, onBehalfOfId: item.onBehalfOfId };
  try {
    const { changed } = await changeAccessOf(tx, { userId, acting, at: new Date() }, (user) => {
      const others = user.roleIds.filter((id) => id !== roleId);
      if (change === 'remove') return { ...user, roleIds: others };
      return { ...user, roleIds: user.roleIds.includes(roleId) ? user.roleIds : [...others, roleId] };
    });
    return { state: changed ? 'done' : 'skipped', problem: null };
  } catch (error) {
    // A refusal comes before anything is written; whatever else it is, trying again may help.
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return { state: 'failed', problem: error.code };
  }
}
