import type { Database } from '../access/find-access';

/** The sub-accounts of an organization, by name. */
export const findSubAccounts = (
  database: Database,
  organizationId: string,
): Promise<{ subAccountId: string; name: string }[]> =>
  database.query(
    `select id as "subAccountId", name from sub_accounts where organization_id = $1 order by sort_name`,
    [organizationId],
  );
