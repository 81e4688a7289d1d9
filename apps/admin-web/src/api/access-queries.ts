import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as access from './access';
import * as centers from './service-centers';

export const grantableQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['grantable', organizationId],
    queryFn: ({ signal }) => access.grantable(organizationId, signal),
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
