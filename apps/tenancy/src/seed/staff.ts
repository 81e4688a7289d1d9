import type { Acting } from '@tenantry/contracts';
import type { Database } from '../access/find-access';

export type Member = { userId: string; acting: Acting };
/** An organization of the demonstration with its people. */
export type Staff = {
  organizationId: string;
  master: Member;
  /** Active privileged users. */
  administrators: Member[];
  /** Active standard users. */
  users: Member[];
};

type Row = {
  organization: string;
  organizationId: string;
  userId: string;
  accountType: string;
};

/**
 * The active people of each organization by its name; organizations that have no master are left out.
 * @param first addresses of those who come before the others: the demonstration's sign-ins
 */
export async function findStaff(database: Database, first: readonly string[]): Promise<Map<string, Staff>> {
  const rows = await database.query<Row[]>(
    `select o.name as organization, o.id as "organizationId", d.user_id as "userId", a.account_type as "accountType"
     from directory d join access a using (user_id) join organizations o on o.id = d.organization_id
     where d.status = 'active'
     order by d.email <> all($1::text[]), d.created_at, d.email`,
    [first],
  );
  const staff = new Map<string, Staff>();
  for (const { organization, organizationId } of rows) {
    if (staff.has(organization)) continue;
    const of = (accountType: string): Member[] =>
      rows
        .filter((row) => row.organizationId === organizationId && row.accountType === accountType)
        .map(({ userId }) => ({ userId, acting: { actorId: userId, onBehalfOfId: null } }));
    const [master] = of('master');
    if (master)
      staff.set(organization, {
        ...{ organizationId, master },
        administrators: of('privileged'),
        users: of('standard'),
      });
  }
  return staff;
}

/** @throws where the organization has nobody: the demonstration's people are made before */
export function staffOf({ staff }: { staff: ReadonlyMap<string, Staff> }, organization: string): Staff {
  const found = staff.get(organization);
  if (!found) throw new Error(`Nobody of ${organization} has arrived yet.`);
  return found;
}
