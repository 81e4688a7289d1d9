import { type Actor, normaliseUserName } from '@tenantry/domain';
import { asId } from '../as-id';
import type { Database } from '../access/find-access';

/**
 * The id of the account of the actor's subtree with this user name, e-mail or id. One statement whether there is such an
 * account elsewhere or none: neither the answer nor the time tells them apart.
 */
export async function findAccountBelow(
  database: Database,
  actor: Pick<Actor, 'organizationId'>,
  account: string,
): Promise<string | undefined> {
  const [found] = await database.query<{ id: string }[]>(`select account_below($1, $2, $3) as id`, [
    actor.organizationId,
    asId(account.trim()) ?? null,
    normaliseUserName(account),
  ]);
  return found?.id;
}
