import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withHelpTexts } from '../i18n/i18n';
import { Skeleton, Stack } from '../ui/basics';
import { Page } from '../ui/Page';

const HelpList = lazy(() =>
  withHelpTexts(import('./HelpList').then((module) => ({ default: module.HelpList }))),
);

/** Every question with its answer, to be searched (B9). */
export function HelpPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('help.title')}>
      <Suspense
        fallback={
          <Stack maw={760} role="status" aria-label={t('state.loading')}>
            <Skeleton height={36} />
            <Skeleton height={220} />
            <Skeleton height={220} />
          </Stack>
        }
      >
        <HelpList />
      </Suspense>
    </Page>
  );
}
