import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { bulkJobsQuery } from '../api/bulk-queries';
import { withActTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';

const JobsButton = lazy(() =>
  withActTexts(import('./JobsButton').then((module) => ({ default: module.JobsButton }))),
);

/** In the header, for who has jobs: which there are, and whether one is under way. Users without any right begin none. */
export function JobsMenu() {
  const { me } = useSignedIn();
  const jobs = useQuery({ ...bulkJobsQuery, enabled: me.accountType !== 'standard' }).data?.items ?? [];
  return (
    jobs.length > 0 && (
      <Suspense fallback={null}>
        <JobsButton jobs={jobs} />
      </Suspense>
    )
  );
}
