import type { Database } from '../access/find-access';

/** What a binding opens, and its lock. `null` opens all, also what comes later. */
export type BindingState = {
  centerId: string;
  owned: boolean;
  customerIds: string[] | null;
  entityIds: string[] | null;
};
export type Binding = BindingState & {
  userId: string;
  /** The version of `access/<user id>` that wrote it. */
  version: number;
};

const columns = `user_id as "userId", center_id as "centerId", owned, customer_ids as "customerIds",
  entity_ids as "entityIds", version`;

/** The bindings of these users. */
export const findBindings = (database: Database, userIds: readonly string[]): Promise<Binding[]> =>
  database.query<Binding[]>(
    `select ${columns} from bindings where user_id = any($1::uuid[]) order by user_id, center_id`,
    [userIds],
  );

/** The bindings of a center that name this customer or service entity; those that open all do not name it. */
export const findBindingsNaming = (
  database: Database,
  centerId: string,
  partId: string,
): Promise<Binding[]> =>
  database.query<Binding[]>(
    `select ${columns} from bindings
     where center_id = $1 and ($2::uuid = any(customer_ids) or $2::uuid = any(entity_ids)) order by user_id`,
    [centerId, partId],
  );
