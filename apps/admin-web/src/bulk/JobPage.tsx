import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/basics';
import { withActTexts } from '../i18n/i18n';

const JobView = lazy(() => withActTexts(import('./JobView').then((module) => ({ default: module.JobView }))));

export function JobPage() {
  return (
    <Suspense fallback={<Skeleton height={320} aria-hidden />}>
      <JobView />
    </Suspense>
  );
}
