import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '../api/services';
import {
  type DeadLetter,
  type DeadLetterCounts,
  type DeadLetterKind,
  deadLettersQuery,
} from '../api/dead-letters';
import { useFormat } from '../i18n/format';
import { Button, Group, NativeSelect, Stack, Text, Title } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState, NoMatchState } from '../ui/States';
import { Time } from '../ui/Time';
import classes from './DeadLetters.module.css';

export type Chosen = { service: Service; kind: DeadLetterKind; type?: string | undefined };

const route = getRouteApi('/console/stuck-messages');

type ListProps = {
  chosen: Chosen;
  /** Of what is parked there. */
  types: DeadLetterCounts['types'];
  onReplayType: (type: string) => void;
};

/** The messages of one service that are held up in one way, the longest waiting first. */
export function DeadLetterList({ chosen, types, onReplayType }: ListProps) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { service, kind, type } = chosen;
  const list = useInfiniteQuery(deadLettersQuery(service, { kind, type }));
  const columns = useColumns(chosen);
  const title = t('stuck.listOf', { service, kind: t(`stuck.kind.${kind}`) });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: string | undefined) =>
    void navigate({ search: { service, kind, type: next }, replace: true, resetScroll: false });
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed">{t(`stuck.help.${kind}`)}</Text>
      </div>
      {kind === 'parked' && (
        <Group align="flex-end">
          <NativeSelect
            label={t('stuck.column.type')}
            value={type ?? ''}
            onChange={(event) => show(event.currentTarget.value || undefined)}
            data={[
              { value: '', label: t('stuck.allTypes') },
              ...optionsOf(types, type).map((value) => ({ value, label: value })),
            ]}
          />
          {type !== undefined && rows.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={15} aria-hidden />}
              onClick={() => onReplayType(type)}
              data-trace="replay messages"
            >
              {t('stuck.replayType')}
            </Button>
          )}
        </Group>
      )}
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data && rows.length === 0 ? (
        type === undefined ? (
          <EmptyState title={t('stuck.noneOf.title')} description={t('stuck.noneOf.text')} />
        ) : (
          <NoMatchState onReset={() => show(undefined)} />
        )
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={rows}
          rowId={(row) => row.entryId}
          loading={list.isPending}
          minWidth="760px"
        />
      )}
      <LoadMore list={list} trace="more messages" />
    </Stack>
  );
}

/** What the address asks for stays, also once there is none of it left. */
const optionsOf = (types: DeadLetterCounts['types'], type: string | undefined): string[] => {
  const known = types.map((each) => each.type);
  return type === undefined || known.includes(type) ? known : [type, ...known];
};

function useColumns({ service, kind, type }: Chosen): Column<DeadLetter>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo<Column<DeadLetter>[]>(() => {
    const subject: Column<DeadLetter> = {
      id: 'subject',
      header: t('stuck.column.message'),
      width: '38%',
      cell: (row) => (
        <>
          <RouterLink
            to="/stuck-messages"
            search={{ service, kind, type, entry: row.entryId }}
            resetScroll={false}
            className={classes.subject}
          >
            {row.subject ?? row.type ?? t('stuck.nameless')}
            {row.version !== null && ` · ${row.version}`}
          </RouterLink>
          {row.subject && <span className={classes.type}>{row.type ?? t('stuck.missing')}</span>}
        </>
      ),
    };
    const error: Column<DeadLetter> = {
      id: 'error',
      header: t('stuck.column.error'),
      width: '30%',
      cell: (row) => <span className={classes.error}>{row.error ?? '–'}</span>,
    };
    const rest: Column<DeadLetter>[] = [
      {
        id: 'attempts',
        header: t('stuck.column.attempts'),
        align: 'right',
        cell: (row) => format.number(row.attempts),
      },
      {
        id: 'waiting',
        header: t('stuck.column.waiting'),
        align: 'right',
        cell: (row) => format.number(row.waiting),
      },
      {
        id: 'arrived',
        header: t('stuck.column.arrived'),
        align: 'right',
        cell: (row) => (row.arrivedAt ? <Time at={row.arrivedAt} /> : '–'),
      },
      {
        id: 'due',
        header: t('stuck.column.due'),
        align: 'right',
        cell: (row) => (row.dueAt ? <Time at={row.dueAt} /> : '–'),
      },
    ];
    const fails = kind !== 'late' && kind !== 'gap';
    const waits = kind === 'retrying' || kind === 'late';
    return [
      subject,
      ...(fails ? [error] : []),
      ...rest.filter(
        ({ id }) =>
          id === 'arrived' ||
          (id === 'due' && waits) ||
          (id === 'waiting' && kind !== 'refused') ||
          (id === 'attempts' && fails && kind !== 'refused'),
      ),
    ];
  }, [t, format, service, kind, type]);
}
