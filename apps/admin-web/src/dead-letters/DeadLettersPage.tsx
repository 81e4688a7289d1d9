import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { Skeleton } from '../ui/basics';
import { Page } from '../ui/Page';

const DeadLetters = lazy(() =>
  withLateTexts(import('./DeadLetters')).then((module) => ({ default: module.DeadLetters })),
);

/** The heading comes first: tables and texts would weigh too much on a page that somebody opens by its address. */
export function DeadLettersPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('stuck.title')}>
      <Suspense fallback={<Skeleton height={220} aria-hidden />}>
        <DeadLetters />
      </Suspense>
    </Page>
  );
}
