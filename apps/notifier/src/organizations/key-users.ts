/** Somebody to ask. */
export type Contact = {
  /** `null` where it is not known. */
  name: string | null;
  email: string;
};

/**
 * SQL for the contacts of a mail, as JSON: the key users of the nearest organization on the path that names any who are
 * active, in its order (C13). Nobody is told to ask themselves.
 * @param organizationId SQL for the id of the organization
 * @param userId SQL for the id of whom the mail is about
 */
export const keyUsersOf = (organizationId: string, userId: string): string => `
  (select coalesce(json_agg(json_build_object(
       'name', nullif(concat_ws(' ', first_name, last_name), ''), 'email', email) order by place), '[]')
   from (
     select key_user.*, place, rank() over (order by cardinality(namer.path) desc) as nearest
     from organizations own
       join organizations namer on namer.id = any(own.path)
       cross join unnest(namer.key_user_ids) with ordinality as named (id, place)
       join recipients key_user on key_user.user_id = named.id and key_user.active
     where own.id = ${organizationId} and key_user.user_id is distinct from ${userId}
   ) contact where nearest = 1)`;
