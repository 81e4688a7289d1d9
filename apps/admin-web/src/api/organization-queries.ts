import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as organizations from './organizations';
import { listUsers } from './tenancy';

/** Hits of a search that a page shows at once; more of the text narrows them. */
const foundAtOnce = 50;

export const foundOrganizationsQuery = (q: string) =>
  queryOptions({
    queryKey: ['organizations', 'found', q],
    queryFn: ({ signal }) => organizations.findOrganizations(q, foundAtOnce, signal),
    placeholderData: keepPreviousData,
  });

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'details'],
    queryFn: ({ signal }) => organizations.organizationDetails(organizationId, signal),
  });

export const organizationChildrenQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'children'],
    queryFn: ({ pageParam, signal }) => organizations.organizationChildren(organizationId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 30_000,
  });

/** Whose accounts one may switch to (A12); read anew each time, because who may do what changes. */
export const organizationAdministratorsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'administrators'],
    queryFn: ({ pageParam, signal }) =>
      organizations.organizationAdministrators(organizationId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

export const organizationPoliciesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'policies'],
    queryFn: ({ signal }) => organizations.organizationPolicies(organizationId, signal),
  });

export const organizationKeyUsersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'key-users'],
    queryFn: ({ signal }) => organizations.organizationKeyUsers(organizationId, signal),
  });

export const organizationHistoryQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'history'],
    queryFn: ({ pageParam, signal }) => organizations.organizationHistory(organizationId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const linesQuery = (organizationId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'lines', q],
    queryFn: ({ pageParam, signal }) =>
      organizations.listLines(organizationId, { q: q || undefined, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** How many users the person sees in the organization and below it. */
export const usersBelowQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['users', 'count', organizationId],
    queryFn: async ({ signal }) => (await listUsers({ organizationId, limit: 1 }, signal)).total,
  });
