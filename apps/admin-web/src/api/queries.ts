import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { askedBefore } from './asked-before';
import { type MergedPage, mergeHistories } from '../history/merge-histories';
import { leaveMirrored } from '../session/leave-mirrored';
import * as identity from './identity';
import { writeToWaitFor } from './last-write';
import * as notifier from './notifier';
import { ApiProblem } from './problem';
import * as scheduler from './scheduler';
import * as tenancy from './tenancy';
import * as traces from './traces';

/** How often (milliseconds) a page looks again while something on it is under way. */
const pollEvery = 2_000;

/** How often (milliseconds) an open console is heard of: less than the shortest idle limit leaves for the warning. */
export const heartbeatEvery = 30_000;

/** What a page of the directory is asked for; the same object stands in the address of the page. */
export type UserFilter = tenancy.UserFilter;

/** Asks once more, as oneself, where acting as another user has ended meanwhile (A11). */
const orAsOneself = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
  ask().catch(async (error: unknown) => {
    if (!(error instanceof ApiProblem && error.is('session.mirroring_ended'))) throw error;
    await leaveMirrored();
    return ask();
  });

/** The user whose account is shown; `null` where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal, client, queryKey }) =>
    orAsOneself(() => identity.currentSession({ signal, background: askedBefore(client, queryKey) })).catch(
      (error: unknown) => {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      },
    ),
  staleTime: 60_000,
  // Whoever has the console open is online (rules, Presence), and learns of a new idle limit and of the session's end. By
  // itself that keeps no session alive.
  refetchInterval: ({ state }) => (state.data ? heartbeatEvery : false),
  refetchIntervalInBackground: true,
  // Another tab may have signed out, or begun to act as somebody else.
  refetchOnWindowFocus: 'always',
});

/** The person's place and permissions; `null` while the organization of a new account is being prepared. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) =>
    orAsOneself(() => tenancy.me(signal)).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.is('organization.being_prepared')) return null;
      throw error;
    }),
  staleTime: 60_000,
  refetchInterval: ({ state }) => (state.data === null ? 1_000 : false),
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
    refetchInterval: ({ state }) => (state.data?.pages[0]?.updating ? pollEvery : false),
  });

/** So many users are printed at most. */
export const mostPrinted = 1_000;

/** Everybody who matches, up to {@link mostPrinted}, and how many there are in all. */
export const printedUsersQuery = (filter: UserFilter) =>
  queryOptions({
    queryKey: ['users', 'printed', filter],
    queryFn: async ({ signal }) => {
      const items: tenancy.DirectoryUser[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await tenancy.listUsers(
          { ...filter, q: filter.q || undefined, cursor, limit: 200 },
          signal,
        );
        items.push(...page.items);
        if (page.nextCursor === null || items.length >= mostPrinted)
          return { items, total: page.total, cut: page.nextCursor !== null };
        cursor = page.nextCursor;
      }
    },
    // It is printed as it is: rows that change under the reader would not be on paper.
    staleTime: Infinity,
    gcTime: 0,
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

/** What happened to the user, from the services that own it, in one. */
export const userHistoryQuery = (userId: string) =>
  infiniteQueryOptions({
    queryKey: ['user', userId, 'history'],
    queryFn: ({ pageParam, signal }) =>
      mergeHistories(
        [
          (cursor) => tenancy.userAccessHistory(userId, cursor, signal),
          (cursor) => identity.userHistory(userId, cursor, signal),
        ],
        pageParam,
      ),
    initialPageParam: null as MergedPage['rest'],
    getNextPageParam: (page) => page.rest,
  });

export const userMailsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'mails'],
    queryFn: ({ signal, client, queryKey }) =>
      notifier.userMails(userId, { signal, background: askedBefore(client, queryKey) }),
    // A mail follows from an event and is on its way for a moment.
    refetchInterval: ({ state }) =>
      state.data?.items.some((mail) => mail.state === 'ready' || mail.state === 'sending')
        ? pollEvery
        : 10_000,
  });

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal, client, queryKey }) =>
    scheduler.listJobs({ signal, background: askedBefore(client, queryKey) }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((job) => job.lastRun?.state === 'running') ? pollEvery : 30_000,
});

export const jobRunsQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'runs'],
    queryFn: ({ signal, client, queryKey }) =>
      scheduler.listJobRuns(jobId, { signal, background: askedBefore(client, queryKey) }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.state === 'running') ? pollEvery : 30_000,
  });

export const jobHistoryQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', jobId, 'history'],
    queryFn: ({ signal }) => scheduler.listJobHistory(jobId, { signal }),
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
