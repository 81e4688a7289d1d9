import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as access from './access';
import * as centers from './service-centers';

export const grantableQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['grantable', organizationId],
    queryFn: async ({ signal, client, queryKey }) => {
      const there = await access.grantable(organizationId, signal);
      // What was found beyond the first page, and perhaps chosen, stays known.
      const before = client.getQueryData<access.Grantable>(queryKey);
      return {
        ...there,
        roles: there.rolesCursor ? joined(there.roles, before?.roles, idOfRole) : there.roles,
        subAccounts: there.subAccountsCursor
          ? joined(there.subAccounts, before?.subAccounts, idOfSubAccount)
          : there.subAccounts,
      };
    },
  });

const idOfRole = ({ roleId }: access.Grantable['roles'][number]): string => roleId;
const idOfSubAccount = ({ subAccountId }: access.Grantable['subAccounts'][number]): string => subAccountId;

function joined<Item>(items: Item[], others: readonly Item[] = [], idOf: (item: Item) => string): Item[] {
  const known = new Set(items.map(idOf));
  return [...items, ...others.filter((item) => !known.has(idOf(item)))];
}

/** What of a user's access an organization may have any number of. */
export type ManyGrantable = 'roles' | 'subAccounts';

/** Looks for some beyond the first page; what is found joins {@link grantableQuery}. */
export const foundGrantableQuery = (organizationId: string, kind: ManyGrantable, q: string) =>
  queryOptions({
    queryKey: ['grantable', organizationId, kind, q],
    queryFn: async ({ signal, client }) => {
      const found =
        kind === 'roles'
          ? { roles: (await access.grantableRoles(organizationId, q, signal)).items, subAccounts: [] }
          : { roles: [], subAccounts: (await access.grantableSubAccounts(organizationId, q, signal)).items };
      client.setQueryData(
        grantableQuery(organizationId).queryKey,
        (there) =>
          there && {
            ...there,
            roles: joined(there.roles, found.roles, idOfRole),
            subAccounts: joined(there.subAccounts, found.subAccounts, idOfSubAccount),
          },
      );
      return found[kind].length;
    },
  });

/** A role that an organization has made, by its id. */
export const roleQuery = (roleId: string) =>
  queryOptions({
    queryKey: ['role', roleId],
    queryFn: ({ signal }) => access.role(roleId, signal),
  });

export const rolesQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['roles', organizationId],
    queryFn: ({ pageParam, signal }) => access.listRoles(organizationId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const subAccountsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['sub-accounts', organizationId],
    queryFn: ({ pageParam, signal }) => access.listSubAccounts(organizationId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: ({ signal }) => access.listModules(signal),
});

export const serviceCentersQuery = (organizationId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['service-centers', organizationId, q],
    queryFn: ({ pageParam, signal }) =>
      centers.listServiceCenters(
        organizationId,
        { q: q || undefined, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const serviceCenterQuery = (serviceCenterId: string) =>
  queryOptions({
    queryKey: ['service-center', serviceCenterId],
    queryFn: ({ signal }) => centers.serviceCenter(serviceCenterId, signal),
  });

export const serviceCenterHistoryQuery = (serviceCenterId: string) =>
  infiniteQueryOptions({
    queryKey: ['service-center', serviceCenterId, 'history'],
    queryFn: ({ pageParam, signal }) => centers.serviceCenterHistory(serviceCenterId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const userServiceCentersQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'service-centers'],
    queryFn: ({ signal }) => centers.userServiceCenters(userId, signal),
  });

export const availableServiceCentersQuery = (userId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['user', userId, 'available-service-centers', q],
    queryFn: ({ pageParam, signal }) =>
      centers.availableServiceCenters(userId, { q: q || undefined, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** What a binding opens or could open; read anew each time, because it is edited. */
export const userServiceCenterQuery = (userId: string, serviceCenterId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'service-center', serviceCenterId],
    queryFn: ({ signal }) => centers.userServiceCenter(userId, serviceCenterId, signal),
    staleTime: 0,
    gcTime: 0,
  });
