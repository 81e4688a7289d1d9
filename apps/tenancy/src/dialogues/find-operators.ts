import { type ChatOperator, chatOperatorRole } from '@tenantry/domain';
import type { Database } from '../access/find-access';

/** A chat operator as the database knows them: who is online stands elsewhere. */
export type KnownOperator = Omit<ChatOperator, 'online'>;

const columns = `
  a.user_id as "userId", a.status = 'active' as active, $2 = any(a.role_ids) as "holdsRole",
  coalesce(o.open, 0) as open, coalesce(o.maximum, 0) as maximum`;

/**
 * The users of the organization who hold the role, and those for whom a maximum was set while they did; of those who are
 * removed whoever still has something open.
 */
export const findOperators = (database: Database, organizationId: string): Promise<KnownOperator[]> =>
  database.query<KnownOperator[]>(
    `select ${columns} from dialogue_operators o join access a using (user_id) where o.organization_id = $1
       and (a.status <> 'removed' or o.open > 0)
     union all
     select ${columns} from access a left join dialogue_operators o using (user_id)
     where a.organization_id = $1 and a.role_ids @> array[$2::text] and o.user_id is null
       and a.status <> 'removed'`,
    [organizationId, chatOperatorRole],
  );

/** A user as a chat operator, whether they are one or not; `undefined` where there is no such user. */
export async function findOperator(database: Database, userId: string): Promise<KnownOperator | undefined> {
  const [operator] = await database.query<KnownOperator[]>(
    `select ${columns} from access a left join dialogue_operators o using (user_id) where a.user_id = $1`,
    [userId, chatOperatorRole],
  );
  return operator;
}

/** @param online the ids of those of them who are online */
export const withPresence = (
  operators: readonly KnownOperator[],
  online: ReadonlySet<string>,
): ChatOperator[] => operators.map((operator) => ({ ...operator, online: online.has(operator.userId) }));

export const idsOfOperators = (operators: readonly KnownOperator[]): string[] =>
  operators.map(({ userId }) => userId);
