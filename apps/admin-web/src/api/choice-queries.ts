import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { matchingChildren } from './organizations';
import { listUsers } from './tenancy';

/** The organizations directly below that match what is typed. */
export const childChoiceQuery = (organizationId: string, q: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'children', 'choice', q],
    queryFn: ({ signal }) => matchingChildren(organizationId, q, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Users to choose from, by name, wherever the person sees them. */
export const userChoiceQuery = (q: string) =>
  queryOptions({
    queryKey: ['users', 'choice', q],
    queryFn: ({ signal }) => listUsers({ q: q || undefined, limit: 20 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** The active users of the organization and of those above it that match what is typed. */
export const contactChoiceQuery = (organizationId: string, q: string) =>
  queryOptions({
    queryKey: ['users', 'contacts', organizationId, q],
    queryFn: ({ signal }) =>
      listUsers({ organizationId, reach: 'above', q: q || undefined, status: ['active'], limit: 20 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
