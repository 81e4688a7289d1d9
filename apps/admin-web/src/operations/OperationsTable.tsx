import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeadLetterKind } from '../api/dead-letters';
import { useProblemText } from '../i18n/problem-text';
import { useRuntime } from '../runtime';
import { Group, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { RouterLink } from '../ui/RouterLink';
import { StateBadge } from '../ui/StateBadge';
import { Time } from '../ui/Time';
import { type Asked, useOperationsWords } from './use-operations-words';

/** What the picture shows, in words and with the way to where something can be done about it. */
export function OperationsTable({ asked }: { asked: readonly Asked[] }) {
  const { t } = useTranslation();
  const { traces } = useRuntime();
  const words = useOperationsWords();
  const columns = useMemo<Column<Asked>[]>(() => {
    const stuck = (
      kind: DeadLetterKind,
      of: 'retrying' | 'parked' | 'withGap' | 'refused',
    ): Column<Asked> => ({
      id: kind,
      header: t(`stuck.kind.${kind}`),
      align: 'right',
      cell: ({ service, operations }) =>
        operations && <Stuck service={service} kind={kind} count={operations.streams[of]} />,
    });
    return [
      {
        id: 'service',
        header: t('stuck.column.service'),
        width: '250px',
        cell: (row) => <Service row={row} />,
      },
      {
        id: 'outbox',
        header: t('operations.part.outbox'),
        align: 'right',
        cell: ({ operations }) =>
          operations && words.waiting(operations.outbox.pending, operations.outbox.oldestAt, operations.at),
      },
      {
        id: 'queue',
        header: t('operations.part.queue'),
        align: 'right',
        cell: ({ operations }) =>
          operations && (operations.queue ? words.number(operations.queue.messages) : '?'),
      },
      {
        id: 'due',
        header: t('operations.part.due'),
        align: 'right',
        cell: ({ operations }) =>
          operations && words.waiting(operations.streams.due, operations.streams.dueSince, operations.at),
      },
      stuck('retrying', 'retrying'),
      stuck('parked', 'parked'),
      stuck('gap', 'withGap'),
      stuck('refused', 'refused'),
      {
        id: 'more',
        header: t('operations.column.more'),
        width: '200px',
        cell: ({ operations }) => (
          <>
            {operations?.mails && words.mails(operations.mails)}
            {operations?.jobs && (
              <RouterLink to="/jobs">{words.jobs(operations.jobs, operations.at)}</RouterLink>
            )}
          </>
        ),
      },
    ];
  }, [t, words]);
  return (
    <>
      <DataTable
        caption={t('operations.table')}
        columns={columns}
        rows={asked}
        rowId={(row) => row.service}
        minWidth="1080px"
      />
      <Group gap="md">
        <RouterLink to="/stuck-messages">{t('stuck.title')}</RouterLink>
        <RouterLink to="/jobs">{t('jobs.title')}</RouterLink>
        {traces && <RouterLink to="/traces">{t('traces.title')}</RouterLink>}
      </Group>
    </>
  );
}

function Service({ row }: { row: Asked }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const words = useOperationsWords();
  const { service, operations, error } = row;
  const [tone, icon] = error
    ? (['bad', IconAlertTriangle] as const)
    : operations
      ? (['good', IconCircleCheck] as const)
      : (['off', IconClock] as const);
  return (
    <>
      <Group gap="xs">
        <Text span fw={600}>
          {service}
        </Text>
        <StateBadge tone={tone} icon={icon}>
          {words.state(row)}
        </StateBadge>
      </Group>
      {error && <Text size="sm">{problemText(error)}</Text>}
      {operations && (
        <Text size="sm" c="dimmed">
          {t('operations.version', { version: operations.version })} · {words.replicas(operations)} ·{' '}
          {t('operations.started')} <Time at={operations.startedAt} focusable />
        </Text>
      )}
    </>
  );
}

function Stuck({ service, kind, count }: { service: Asked['service']; kind: DeadLetterKind; count: number }) {
  const { t } = useTranslation();
  const { number } = useOperationsWords();
  if (count === 0) return <Text c="dimmed">{number(0)}</Text>;
  return (
    <RouterLink
      to="/stuck-messages"
      search={{ service, kind }}
      aria-label={t('stuck.countOf', { service, kind: t(`stuck.kind.${kind}`), number: number(count) })}
    >
      {number(count)}
    </RouterLink>
  );
}
