import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../api/audit';
import { useSignedIn } from '../session/me-context';
import { Group, Stack, Text } from '../ui/basics';
import { LoadMore } from '../ui/LoadMore';
import { EmptyState, ErrorState, NoMatchState, NoPermissionState } from '../ui/States';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ExportButton } from './ExportButton';
import { filterOf } from './filter-of';
import { SealPanel } from './SealPanel';
import type { AuditSearch } from './search';

const route = getRouteApi('/console/audit');
const AuditSheet = lazy(() => import('./AuditSheet').then((module) => ({ default: module.AuditSheet })));

/** Who did what to whom and when, in all services, and whether it still stands as it was written (B7). */
export function Audit() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  if (!may('installation.operate')) return <NoPermissionState description={t('audit.noPermission')} />;
  return (
    <Stack>
      <Text c="dimmed">{t('audit.lead')}</Text>
      <SealPanel />
      <Trail />
    </Stack>
  );
}

function Trail() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { entry: open, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const list = useInfiniteQuery(auditQuery(filterOf(search)));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const opened = rows.find(({ eventId }) => eventId === open);
  const show = (next: AuditSearch) => void navigate({ search: next, replace: true, resetScroll: false });
  return (
    <>
      <AuditFilters search={filters} onChange={show} />
      <Group justify="flex-end">
        <ExportButton filter={filterOf(search)} disabled={rows.length === 0} />
      </Group>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data && rows.length === 0 ? (
        isFiltered ? (
          <NoMatchState onReset={() => show({})} />
        ) : (
          <EmptyState title={t('audit.none.title')} description={t('audit.none.text')} />
        )
      ) : (
        <AuditTable rows={rows} loading={list.isPending} search={filters} />
      )}
      <LoadMore list={list} trace="more of the audit trail" />
      <Suspense fallback={null}>
        {opened && <AuditSheet key={opened.eventId} entry={opened} onClose={() => show(filters)} />}
      </Suspense>
    </>
  );
}
