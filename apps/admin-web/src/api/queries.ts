import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as identity from './identity';
import { writeToWaitFor } from './last-write';
import * as notifier from './notifier';
import { ApiProblem } from './problem';
import * as scheduler from './scheduler';
import * as tenancy from './tenancy';
import * as traces from './traces';

/** What a page of the directory is asked for; the same object stands in the address of the page. */
export type UserFilter = {
  q?: string | undefined;
  status?: tenancy.DirectoryUser['status'][] | undefined;
  organizationId?: string | undefined;
  sort: 'name' | '-name' | 'createdAt' | '-createdAt';
};

/** The signed-in user; `null` where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    identity.currentSession({ signal }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }),
  staleTime: 60_000,
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => tenancy.me(signal),
  staleTime: 60_000,
});

export const usersQuery = (filter: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ['users', filter],
    queryFn: ({ pageParam, signal }) =>
      tenancy.listUsers(
        { ...filter, q: filter.q || undefined, cursor: pageParam ?? undefined, after: writeToWaitFor() },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const organizationsQuery = (q: string) =>
  queryOptions({
    queryKey: ['organizations', q],
    queryFn: ({ signal }) => tenancy.listOrganizations(q, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const userQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'profile'],
    queryFn: ({ signal }) => identity.userProfile(userId, signal),
  });

export const userAccessQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'access'],
    queryFn: ({ signal }) => tenancy.userAccess(userId, signal),
  });

export const userHistoryQuery = (userId: string) =>
  infiniteQueryOptions({
    queryKey: ['user', userId, 'history'],
    queryFn: ({ pageParam, signal }) => identity.userHistory(userId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** How often (milliseconds) a page looks again while something on it is under way. */
const pollEvery = 2_000;

export const userMailsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'mails'],
    queryFn: ({ signal }) => notifier.userMails(userId, signal),
  });

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal, client, queryKey }) =>
    scheduler.listJobs({ signal, background: client.getQueryData(queryKey) !== undefined }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((job) => job.lastRun?.state === 'running') ? pollEvery : 30_000,
});

export const jobRunsQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'runs'],
    queryFn: ({ signal, client, queryKey }) =>
      scheduler.listJobRuns(jobId, { signal, background: client.getQueryData(queryKey) !== undefined }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.state === 'running') ? pollEvery : 30_000,
  });

export const tracesQuery = queryOptions({
  queryKey: ['traces'],
  queryFn: ({ signal }) => traces.listTraces(100, signal),
});

export const traceQuery = (traceId: string) =>
  queryOptions({
    queryKey: ['traces', traceId],
    queryFn: ({ signal }) => traces.getTrace(traceId, signal),
  });
