import { IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../api/queries';
import type { DirectoryUser } from '../api/tenancy';
import { useFormat } from '../i18n/format';
import { withActTexts, withFurtherTexts } from '../i18n/i18n';
import { singleKeysOn } from '../palette/single-keys';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, Text } from '../ui/basics';
import { DataTable } from '../ui/DataTable';
import { RouterButton } from '../ui/RouterLink';
import { EmptyState, ErrorState, NoMatchState } from '../ui/States';
import { displayName } from './display-name';
import { useListLook } from './list-look';
import { filtersOn, unfiltered, type UsersSearch } from './search';
import { UserFilters } from './UserFilters';
import { useUserColumns } from './user-columns';
import type { RowAct } from './UserMenu';
import { UserToolbar } from './UserToolbar';
import { useBounces } from './use-bounces';
import { useInvitationMails } from './use-invitation-mails';
import { useSelection } from './use-selection';
import { UserViews } from './UserViews';

const ActDialog = lazy(() =>
  withFurtherTexts(withActTexts(import('./ActDialog').then((module) => ({ default: module.ActDialog })))),
);
const SelectionBar = lazy(() =>
  withActTexts(import('../bulk/SelectionBar').then((module) => ({ default: module.SelectionBar }))),
);
const route = getRouteApi('/console/users');

/** Whether a search names one account rather than a part of several. */
const isWhole = (q: string | undefined): q is string => Boolean(q && !/\s/.test(q));

/** Views, filters and the list itself, as the address has them. */
export function UserList({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [look, setLook] = useListLook();
  const [acted, setActed] = useState<{ act: RowAct; user: DirectoryUser } | null>(null);
  const onAct = useCallback((act: RowAct, user: DirectoryUser) => setActed({ act, user }), []);
  const users = useInfiniteQuery(usersQuery(search));
  const rows = useMemo(() => users.data?.pages.flatMap((page) => page.items) ?? [], [users.data]);
  const { selection, ...choosing } = useSelection(rows, search);
  const mails = useInvitationMails(users.data?.pages ?? []);
  const bounces = useBounces(users.data?.pages ?? []);
  const all = useUserColumns(search, mails, bounces, onAct);
  const columns = useMemo(
    () => all.filter(({ id }) => !look.hidden.some((hidden) => hidden === id)),
    [all, look.hidden],
  );
  const change = (next: Partial<UsersSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  const reset = () => change(unfiltered);
  const filtered = filtersOn(search).length > 0;
  const total = users.data?.pages.at(-1)?.total;
  const count =
    total &&
    (total.exact ? format.number(total.count) : t('users.more', { count: format.number(total.count) }));
  const why = isWhole(search.q) ? { account: search.q.replace(/^"|"$/g, '') } : {};

  return (
    <Stack gap="md">
      <UserViews search={search} onChange={change} />
      <UserFilters search={search} onChange={change} onReset={reset} />
      <UserToolbar
        search={search}
        total={total}
        count={count}
        updating={users.data?.pages[0]?.updating ?? false}
        why={why}
        look={look}
        onLook={setLook}
      />
      {users.error && !users.data ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : rows.length === 0 && !users.isPending ? (
        filtered ? (
          <NoMatchState onReset={reset}>
            <RouterButton variant="subtle" to="/visibility" search={why}>
              {t('users.why')}
            </RouterButton>
          </NoMatchState>
        ) : (
          <EmptyState icon={IconUsersGroup} title={t('users.none.title')} description={t('users.none.text')}>
            {may('user.invite') && <Button onClick={onInvite}>{t('invite.open')}</Button>}
          </EmptyState>
        )
      ) : (
        <DataTable
          caption={t('users.title')}
          columns={columns}
          rows={rows}
          rowId={(user) => user.userId}
          sort={search.sort}
          onSort={(sort) => change({ sort: sort as UsersSearch['sort'] })}
          loading={users.isPending}
          refreshing={users.isPlaceholderData}
          dense={look.dense}
          minWidth={`${328 + columns.length * 96}px`}
          choice={{
            isChosen: choosing.isChosen,
            onToggle: choosing.toggle,
            page: choosing.page,
            onTogglePage: choosing.togglePage,
            pageLabel: t('users.choosePage'),
            rowLabel: (user) => t('users.choose', { name: displayName(user) }),
            byKey: singleKeysOn(),
          }}
        />
      )}
      {users.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={users.isFetchingNextPage}
            onClick={() => void users.fetchNextPage()}
            data-trace="load more users"
          >
            {t('users.loadMore')}
          </Button>
          <Text size="sm" c="dimmed" className="tabular">
            {t('users.shown', { shown: format.number(rows.length), total: count })}
          </Text>
        </Group>
      )}
      {(selection.all || selection.users.size > 0) && (
        <Suspense fallback={null}>
          <SelectionBar
            selection={selection}
            search={search}
            total={total && { count: total.count, shown: count ?? '' }}
            onChooseAll={choosing.chooseAll}
            onClear={choosing.clear}
          />
        </Suspense>
      )}
      {acted && (
        <Suspense fallback={null}>
          <ActDialog {...acted} onClose={() => setActed(null)} />
        </Suspense>
      )}
    </Stack>
  );
}
