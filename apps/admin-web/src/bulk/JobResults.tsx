import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkItem, BulkJob } from '../api/bulk';
import { bulkItemsQuery } from '../api/bulk-queries';
import { ApiProblem } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { NativeSelect, Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { RouterLink } from '../ui/RouterLink';
import { ErrorState } from '../ui/States';
import { OutcomeBadge } from '../users/OutcomeBadge';
import { ItemState } from './JobState';

const states = ['failed', 'done', 'skipped', 'waiting', 'cancelled'] as const;
type State = (typeof states)[number];

/** What a job has come to for each. */
export function JobResults({ job: { jobId, act, counts } }: { job: BulkJob }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [state, setState] = useState<State | null>(null);
  const items = useInfiniteQuery(bulkItemsQuery(jobId, state));
  const { refetch } = items;
  const handled = JSON.stringify(counts);
  // What the pages show has changed whenever the counts have.
  useEffect(() => void refetch(), [handled, refetch]);
  const rows = useMemo(() => items.data?.pages.flatMap((page) => page.items) ?? [], [items.data]);
  const columns = useMemo<Column<BulkItem>[]>(
    () => [
      ...(act === 'import_users'
        ? [
            {
              id: 'line',
              header: t('import.column.line'),
              width: '9%',
              align: 'right' as const,
              cell: ({ line }: BulkItem) => line,
            },
          ]
        : []),
      {
        id: 'user',
        header: t(act === 'invite_users' ? 'person.email' : 'bulk.user'),
        width: '34%',
        cell: (item) => <Whom item={item} />,
      },
      {
        id: 'state',
        header: t('bulk.result'),
        width: '20%',
        cell: ({ state, outcome }) =>
          outcome ? <OutcomeBadge outcome={outcome} /> : <ItemState state={state} />,
      },
      {
        id: 'problem',
        header: t('bulk.why'),
        // An outcome says it all.
        cell: ({ problem, outcome }) =>
          problem &&
          !outcome &&
          (problem === 'grant.not_allowed' && act === 'add_role'
            ? t('bulk.roleRefused')
            : problemText(new ApiProblem(problem, 0, null))),
      },
    ],
    [t, act, problemText],
  );
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('bulk.show')}
        value={state ?? ''}
        onChange={(event) => setState(states.find((one) => one === event.currentTarget.value) ?? null)}
        data={[
          { value: '', label: t('bulk.everybody') },
          ...states
            .filter((one) => counts[one] > 0 || one === state)
            .map((one) => ({ value: one, label: t(`bulk.item.${one}`) })),
        ]}
      />
      {items.error && !items.data ? (
        <ErrorState error={items.error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('bulk.results')}
          columns={columns}
          rows={rows}
          rowId={({ position }) => String(position)}
          loading={items.isPending}
          minWidth="520px"
          dense
        />
      )}
      <LoadMore list={items} trace="load more results" />
    </Stack>
  );
}

/** Of a line of a file that created nobody, and of an address that is invited: what stands there. */
function Whom({ item: { userId, name, address } }: { item: BulkItem }) {
  const { t } = useTranslation();
  if (!name && address === undefined) return t('bulk.unseen');
  if (!name && address !== undefined && userId)
    return (
      <RouterLink to="/users/$userId" params={{ userId }}>
        {address}
      </RouterLink>
    );
  if (!name) return address;
  return (
    <>
      {userId ? (
        <RouterLink to="/users/$userId" params={{ userId }}>
          {name}
        </RouterLink>
      ) : (
        name
      )}
      {address !== undefined && (
        <Text span display="block" size="xs" c="dimmed">
          {address}
        </Text>
      )}
    </>
  );
}
