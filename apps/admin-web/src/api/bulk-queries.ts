import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { askedBefore } from './asked-before';
import * as bulk from './bulk';

/** How often (milliseconds) a job that is under way is looked at where nothing tells of it. */
export const pollEvery = 1_000;

export const isOver = ({ finishedAt }: bulk.BulkJob): boolean => finishedAt !== null;

/** One's own jobs, newest first. */
export const bulkJobsQuery = queryOptions({
  queryKey: ['bulk-jobs'],
  queryFn: ({ signal, client, queryKey }) =>
    bulk.ownBulkJobs({ signal, background: askedBefore(client, queryKey) }),
  staleTime: 30_000,
  refetchInterval: ({ state }) => (state.data?.items.every(isOver) === false ? 2 * pollEvery : false),
});

export const bulkJobQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['bulk-jobs', jobId],
    queryFn: ({ signal, client, queryKey }) =>
      bulk.bulkJob(jobId, { signal, background: askedBefore(client, queryKey) }),
  });

/** @param state those alone; `null` all */
export const bulkItemsQuery = (jobId: string, state: bulk.BulkItem['state'] | null) =>
  infiniteQueryOptions({
    queryKey: ['bulk-jobs', jobId, 'items', state],
    queryFn: ({ pageParam, signal }) =>
      bulk.bulkItems(jobId, {
        query: { state: state ?? undefined, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
