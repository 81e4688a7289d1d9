import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deadLetterKinds } from '../api/dead-letter-kinds';
import { type Service } from '../api/services';
import type { DeadLetterCounts, DeadLetterKind } from '../api/dead-letters';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Button, Group, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { PlainLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';
import classes from './DeadLetters.module.css';
import type { Chosen } from './DeadLetterList';

export type Row = {
  service: Service;
  counts: DeadLetterCounts | undefined;
  error: Error | null;
  onRetry: () => void;
};

/** Counts stop there. */
const most = 10_000;

/** How much each service holds up, by kind; a service that does not answer says so while the others do. */
export function DeadLetterOverview({ rows, chosen }: { rows: readonly Row[]; chosen: Chosen | null }) {
  const { t } = useTranslation();
  const { service, kind } = chosen ?? {};
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'service', header: t('stuck.column.service'), cell: (row) => <Service row={row} /> },
      ...deadLetterKinds.map((each): Column<Row> => ({
        id: each,
        header: t(`stuck.kind.${each}`),
        align: 'right',
        cell: (row) => <Count row={row} kind={each} current={row.service === service && each === kind} />,
      })),
      {
        id: 'oldest',
        header: t('stuck.column.oldest'),
        align: 'right',
        cell: ({ counts }) => {
          const [oldest] = (counts?.kinds ?? []).flatMap(({ oldestAt }) => oldestAt ?? []).sort();
          return oldest ? <Time at={oldest} focusable /> : '–';
        },
      },
    ],
    [t, service, kind],
  );
  return (
    <DataTable
      caption={t('stuck.overview')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.service}
      minWidth="700px"
    />
  );
}

function Service({ row: { service, error, counts, onRetry } }: { row: Row }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      <Text span fw={600}>
        {service}
      </Text>
      {error && (
        <Group gap="xs" role="alert" className={classes.failed}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>{counts ? t('stuck.outdated') : problemText(error)}</span>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={onRetry}
            aria-label={t('stuck.retryOf', { service })}
          >
            {t('action.retry')}
          </Button>
        </Group>
      )}
    </>
  );
}

function Count({ row, kind, current }: { row: Row; kind: DeadLetterKind; current: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = row.counts?.kinds.find((each) => each.kind === kind)?.count;
  if (count === undefined) return <Text c="dimmed">–</Text>;
  if (count === 0) return <Text c="dimmed">{format.number(0)}</Text>;
  const number = `${format.number(count)}${count >= most ? '+' : ''}`;
  return (
    <PlainLink
      to="/stuck-messages"
      search={{ service: row.service, kind }}
      resetScroll={false}
      className={classes.count}
      data-kind={kind}
      aria-current={current ? 'true' : undefined}
      aria-label={t('stuck.countOf', { service: row.service, kind: t(`stuck.kind.${kind}`), number })}
    >
      {number}
    </PlainLink>
  );
}
