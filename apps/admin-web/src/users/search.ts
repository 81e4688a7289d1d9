import * as z from 'zod/mini';
import { isDay } from './is-day';

/** Statuses that the list is filtered by; who is removed is in no list that does not ask for them. */
export const listedStatuses = ['pending', 'active', 'blocked', 'inactive', 'removed'] as const;
const sorts = ['name', '-name', 'createdAt', '-createdAt', 'lastSignIn', '-lastSignIn'] as const;

/** One status may stand in the address as it is: `?status=blocked`. */
const statuses = z.pipe(
  z.union([z.enum(listedStatuses), z.array(z.enum(listedStatuses))]),
  z.transform((status) => (typeof status === 'string' ? [status] : status)),
);
const optional = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);
const day = z.string().check(z.refine(isDay));

/** What narrows the list. */
const filters = {
  q: optional(z.string().check(z.maxLength(200))),
  status: optional(statuses),
  inactiveCause: optional(z.enum(['manual', 'inactivity'])),
  organizationId: optional(z.uuid()),
  roleId: optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{1,39}$/))),
  serviceCenterId: optional(z.uuid()),
  online: optional(z.literal(true)),
  signedInSince: optional(day),
  signedInBefore: optional(day),
  neverSignedIn: optional(z.literal(true)),
  createdSince: optional(day),
  createdBefore: optional(day),
};

/** What stands in the address of the list. Values that nobody knows are dropped, never an error. */
export const usersSearch = z.object({ ...filters, sort: z.catch(z._default(z.enum(sorts), 'name'), 'name') });
export type UsersSearch = z.infer<typeof usersSearch>;

const names = Object.keys(filters) as (keyof typeof filters)[];

/** Takes every filter off. */
export const unfiltered: Partial<UsersSearch> = Object.fromEntries(names.map((name) => [name, undefined]));

/** The filters that are on. */
export const filtersOn = (search: UsersSearch): (keyof typeof filters)[] =>
  names.filter((name) => search[name] !== undefined && search[name] !== '');

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The list that led here, so that the way back leads to it as it was. */
    users?: UsersSearch;
  }
}
