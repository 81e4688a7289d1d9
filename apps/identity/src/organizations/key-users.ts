import type { UserState } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { displayName } from '../users/display-name';

/** Whom to ask, as it is told to a person. */
export type Contact = { name: string; email: string };

type Named = Pick<UserState, 'firstName' | 'lastName' | 'userName' | 'email'>;

/**
 * The key users of the nearest organization on the path that names any who are active (C13), in its order.
 * @param asking is never told to ask themselves
 */
export async function findKeyUsers(
  manager: EntityManager,
  { organizationId, asking }: { organizationId: string; asking: string | null },
): Promise<Contact[]> {
  const named = await manager.query<Named[]>(
    `with named as (
       select first_name as "firstName", last_name as "lastName", user_name as "userName", email,
         place, cardinality(namer.path) as depth
       from organization own
         join organization namer on namer.id = any(own.path)
         cross join unnest(namer.key_user_ids) with ordinality as key_user (id, place)
         join users on users.id = key_user.id and users.status = 'active'
       where own.id = $1 and users.id is distinct from $2
     )
     select "firstName", "lastName", "userName", email from named
     where depth = (select max(depth) from named) order by place`,
    [organizationId, asking],
  );
  return named.map((user) => ({ name: displayName(user), email: user.email }));
}

/**
 * The active key users of the operator: whom those may ask who are not known yet, and so whom everybody is told. Those of
 * other organizations are named only to their own people.
 */
export async function findOperatorKeyUsers(manager: EntityManager): Promise<Contact[]> {
  const [operator] = await manager.query<{ id: string }[]>(
    `select id from organization where kind = 'operator' and parent_id is null limit 1`,
  );
  if (!operator) return [];
  return findKeyUsers(manager, { organizationId: operator.id, asking: null });
}
