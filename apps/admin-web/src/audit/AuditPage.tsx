import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { Skeleton } from '../ui/basics';
import { Page } from '../ui/Page';

const Audit = lazy(() => withLateTexts(import('./Audit')).then((module) => ({ default: module.Audit })));

/** The heading comes first: tables and texts would weigh too much on a page that somebody opens by its address. */
export function AuditPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('audit.title')}>
      <Suspense fallback={<Skeleton height={220} aria-hidden />}>
        <Audit />
      </Suspense>
    </Page>
  );
}
