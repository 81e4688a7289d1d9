import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { Page } from '../ui/Page';
import { NoPermissionState } from '../ui/States';
import { JobsSkeleton } from './JobsSkeleton';

const JobList = lazy(() =>
  withLateTexts(import('./JobList')).then((module) => ({ default: module.JobList })),
);

/** The scheduler's jobs: when they run, what came of it, and running one now (B6). */
export function JobsPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  return (
    <Page title={t('jobs.title')} lead={<Text c="dimmed">{t('jobs.lead')}</Text>}>
      {may('installation.operate') ? (
        <Suspense fallback={<JobsSkeleton />}>
          <JobList />
        </Suspense>
      ) : (
        <NoPermissionState description={t('jobs.noPermission')} />
      )}
    </Page>
  );
}
