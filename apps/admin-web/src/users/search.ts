import * as z from 'zod/mini';

/** Statuses that the list is filtered by; a removed user is in no list. */
export const listedStatuses = ['pending', 'active', 'blocked', 'inactive'] as const;
const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

/** One status may stand in the address as it is: `?status=blocked`. */
const statuses = z.pipe(
  z.union([z.enum(listedStatuses), z.array(z.enum(listedStatuses))]),
  z.transform((status) => (typeof status === 'string' ? [status] : status)),
);

/** What stands in the address of the list. Values that nobody knows are dropped, never an error. */
export const usersSearch = z.object({
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  status: z.catch(z.optional(statuses), undefined),
  organizationId: z.catch(z.optional(z.uuid()), undefined),
  sort: z.catch(z._default(z.enum(sorts), 'name'), 'name'),
});
export type UsersSearch = z.infer<typeof usersSearch>;

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The list that led here, so that the way back leads to it as it was. */
    users?: UsersSearch;
  }
}
