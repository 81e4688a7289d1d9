import type { Database } from '../access/find-access';
import type { Keyset } from '../search/keyset';
import { matching } from '../search/matching';
import { statement } from '../search/statement';

/** The sub-accounts of an organization, by name. */
export const findSubAccounts = (
  database: Database,
  organizationId: string,
): Promise<{ subAccountId: string; name: string }[]> =>
  database.query(
    `select id as "subAccountId", name from sub_accounts where organization_id = $1 order by sort_name`,
    [organizationId],
  );

type SoughtSubAccounts = {
  /** The sub-account behind which a page begins. */
  after?: Keyset | undefined;
  /** Of what was typed, see `wordsOf`; each is found in the name. */
  words?: readonly string[];
  limit: number;
};

/** Some of them, in the same order. */
export function findSomeSubAccounts(
  database: Database,
  organizationId: string,
  { after, words = [], limit }: SoughtSubAccounts,
): Promise<{ id: string; name: string; sortName: string }[]> {
  const { values, bind } = statement();
  const own = bind(organizationId);
  const behind = after ? `(s.sort_name, s.id) > (${bind(after.key)}, ${bind(after.id)}::uuid)` : 'true';
  const found = matching(words, { search: "(' ' || s.sort_name)", id: 's.id' }, bind);
  return database.query(
    `select s.id, s.name, s.sort_name as "sortName" from sub_accounts s
     where s.organization_id = ${own} and ${behind} and ${found} order by s.sort_name, s.id limit ${bind(limit)}`,
    values,
  );
}
