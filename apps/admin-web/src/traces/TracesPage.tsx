import { IconAlertTriangle, IconRefresh, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { tracesQuery } from '../api/queries';
import type { TraceSummary } from '../api/traces';
import { useFormat } from '../i18n/format';
import { Button, Group, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { ServiceTag } from './ServiceTag';
import classes from './traces.module.css';

/** The latest traces of this installation, where it keeps them itself. */
export function TracesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const traces = useQuery(tracesQuery);
  const columns = useMemo<Column<TraceSummary>[]>(
    () => [
      {
        id: 'name',
        header: t('trace.column.name'),
        width: '34%',
        cell: (trace) => (
          <Group gap={6} wrap="nowrap">
            <RouterLink to="/traces/$traceId" params={{ traceId: trace.traceId }} fw={550}>
              {trace.root.name}
            </RouterLink>
            {trace.error && (
              <IconAlertTriangle
                size={16}
                className={classes.error}
                role="img"
                aria-label={t('trace.error')}
              />
            )}
          </Group>
        ),
      },
      {
        id: 'services',
        header: t('trace.column.services'),
        cell: (trace) => (
          <Group gap={6}>
            {trace.services.map((service) => (
              <ServiceTag key={service} service={service} />
            ))}
          </Group>
        ),
      },
      {
        id: 'spans',
        header: t('trace.column.spans'),
        align: 'right',
        cell: (trace) => format.number(trace.spans),
      },
      {
        id: 'duration',
        header: t('trace.column.duration'),
        align: 'right',
        cell: (trace) => format.duration(trace.durationMs),
      },
      { id: 'startedAt', header: t('trace.column.started'), cell: (trace) => <Time at={trace.startedAt} /> },
    ],
    [t, format],
  );
  return (
    <Page
      title={t('traces.title')}
      lead={<Text c="dimmed">{t('traces.lead')}</Text>}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          loading={traces.isFetching && !traces.isPending}
          onClick={() => void traces.refetch()}
          data-trace="refresh traces"
        >
          {t('action.refresh')}
        </Button>
      }
    >
      {traces.error && !traces.data ? (
        <ErrorState error={traces.error} onRetry={() => void traces.refetch()} />
      ) : traces.data?.length === 0 ? (
        <EmptyState icon={IconRoute} title={t('traces.none.title')} description={t('traces.none.text')} />
      ) : (
        <DataTable
          caption={t('traces.title')}
          columns={columns}
          rows={traces.data ?? []}
          rowId={(trace) => trace.traceId}
          loading={traces.isPending}
          minWidth="820px"
        />
      )}
    </Page>
  );
}
