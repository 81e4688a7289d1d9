import { IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../api/queries';
import type { DirectoryUser } from '../api/tenancy';
import { useFormat } from '../i18n/format';
import { withFurtherTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, Text } from '../ui/basics';
import { DataTable } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { RouterButton, RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState, NoMatchState, NoPermissionState } from '../ui/States';
import type { UsersSearch } from './search';
import { UserFilters } from './UserFilters';
import { useUserColumns } from './user-columns';

const InviteDialog = lazy(() =>
  withFurtherTexts(import('./InviteDialog').then((module) => ({ default: module.InviteDialog }))),
);
const MirrorDialog = lazy(() =>
  withFurtherTexts(import('../mirroring/MirrorDialog').then((module) => ({ default: module.MirrorDialog }))),
);
const route = getRouteApi('/console/users');

/** The directory: whom the signed-in person sees. Everything that was chosen stands in the address. */
export function UsersPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const [inviting, setInviting] = useState(false);
  if (!may('user.view'))
    return (
      <Page title={t('users.title')}>
        <NoPermissionState description={t('users.noPermission')} />
      </Page>
    );
  return (
    <Page
      title={t('users.title')}
      actions={
        may('user.invite') && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
            {t('invite.open')}
          </Button>
        )
      }
    >
      <UserList onInvite={() => setInviting(true)} />
      {inviting && (
        <Suspense fallback={null}>
          <InviteDialog onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </Page>
  );
}

/** Whether a search names one account rather than a part of several. */
const isWhole = (q: string | undefined): q is string => Boolean(q && !/\s/.test(q));

function UserList({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [mirrored, setMirrored] = useState<DirectoryUser | null>(null);
  const users = useInfiniteQuery(usersQuery(search));
  const rows = useMemo(() => users.data?.pages.flatMap((page) => page.items) ?? [], [users.data]);
  const columns = useUserColumns(search, setMirrored);
  const change = (next: Partial<UsersSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  const reset = () => change({ q: undefined, status: undefined, organizationId: undefined });
  const filtered = Boolean(search.q || search.status?.length || search.organizationId);
  const last = users.data?.pages.at(-1);
  const total = last?.total;
  const count =
    total &&
    (total.exact ? format.number(total.count) : t('users.more', { count: format.number(total.count) }));
  const updating = users.data?.pages[0]?.updating ?? false;

  return (
    <Stack gap="md">
      <UserFilters search={search} filtered={filtered} onChange={change} onReset={reset} />
      <Group justify="space-between" mih={22}>
        <Text c="dimmed" size="sm" role="status" className="tabular">
          {total ? t('users.count', { count: total.count, shown: count }) : ''}
          {updating && ` ${t('users.updating')}`}
        </Text>
        <RouterLink to="/visibility" search={isWhole(search.q) ? { account: search.q } : {}} size="sm">
          {t('users.why')}
        </RouterLink>
      </Group>
      {users.error && !users.data ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : rows.length === 0 && !users.isPending ? (
        filtered ? (
          <NoMatchState onReset={reset}>
            <RouterButton
              variant="subtle"
              to="/visibility"
              search={isWhole(search.q) ? { account: search.q } : {}}
            >
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
          minWidth="900px"
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
      {mirrored && (
        <Suspense fallback={null}>
          <MirrorDialog user={mirrored} onClose={() => setMirrored(null)} />
        </Suspense>
      )}
    </Stack>
  );
}
