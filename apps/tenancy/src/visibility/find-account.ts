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
  const [found] = await database.query<{ id: string }[]>(
    `select d.user_id as id from directory d
     where (d.user_id = $1 or lower(normalize(d.user_name, nfkc)) = $2 or lower(normalize(d.email, nfkc)) = $2)
       and d.path @> array[$3]::uuid[]
     order by d.status = 'removed', d.created_at desc limit 1`,
    [asId(account.trim()) ?? null, normaliseUserName(account), actor.organizationId],
  );
  return found?.id;
}
