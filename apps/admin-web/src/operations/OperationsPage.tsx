import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { Skeleton } from '../ui/basics';
import { Page } from '../ui/Page';

const Operations = lazy(() =>
  withLateTexts(import('./Operations')).then((module) => ({ default: module.Operations })),
);

/** The heading comes first: picture, table and texts would weigh too much on a page that somebody opens by its address. */
export function OperationsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('operations.title')}>
      <Suspense fallback={<Skeleton height={420} aria-hidden />}>
        <Operations />
      </Suspense>
    </Page>
  );
}
