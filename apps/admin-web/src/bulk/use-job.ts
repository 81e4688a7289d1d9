import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BulkJob } from '../api/bulk';
import { bulkJobQuery, bulkJobsQuery, isOver, pollEvery } from '../api/bulk-queries';

/** A job and how far it is: told by its stream of events, and asked for again and again where there is none. */
export function useJob(jobId: string) {
  const queryClient = useQueryClient();
  const [told, setTold] = useState(false);
  const job = useQuery({
    ...bulkJobQuery(jobId),
    refetchInterval: ({ state }) => (told || (state.data && isOver(state.data)) ? false : pollEvery),
  });
  const running = job.data !== undefined && !isOver(job.data);
  useEffect(() => {
    if (running) return followWhileSeen(jobId, (now) => note(queryClient, now), setTold);
  }, [running, jobId, queryClient]);
  return job;
}

function note(queryClient: QueryClient, job: BulkJob): void {
  queryClient.setQueryData(bulkJobQuery(job.jobId).queryKey, job);
  queryClient.setQueryData(
    bulkJobsQuery.queryKey,
    (list) => list && { items: list.items.map((one) => (one.jobId === job.jobId ? job : one)) },
  );
}

/**
 * Follows a job as long as the page is seen: a browser has few connections, and pages in the background need none.
 * @param onTold whether it is told of
 * @returns a function that ends it
 */
function followWhileSeen(
  jobId: string,
  onJob: (job: BulkJob) => void,
  onTold: (told: boolean) => void,
): () => void {
  let stream: EventSource | undefined;
  const leave = () => {
    stream?.close();
    stream = undefined;
    onTold(false);
  };
  const look = () => {
    if (document.visibilityState === 'hidden') return leave();
    if (stream) return;
    stream = new EventSource(`/api/identity/v1/jobs/${jobId}/events`);
    stream.onopen = () => onTold(true);
    // The browser comes again by itself, or not where it was refused; until then the job is asked for.
    stream.onerror = () => onTold(false);
    stream.addEventListener('job', ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as BulkJob;
      onJob(job);
      if (isOver(job)) leave();
    });
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    leave();
  };
}
