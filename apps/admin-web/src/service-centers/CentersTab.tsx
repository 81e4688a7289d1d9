import { IconBuildingWarehouse, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serviceCentersQuery } from '../api/access-queries';
import type { ListedServiceCenter } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, TextInput, useDebouncedCallback } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { Highlight } from '../ui/Highlight';
import { LoadMore } from '../ui/LoadMore';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState, NoMatchState } from '../ui/States';
import { OwnedMark } from './OwnedMark';
import { useCreateCenter } from './use-create-center';

const route = getRouteApi('/console/organizations/$organizationId');
const NameDialog = lazy(() => import('./NameDialog').then((module) => ({ default: module.NameDialog })));

/** The service centers of an organization and those shared with it (A6). */
export function CentersTab({ organization }: { organization: { organizationId: string } }) {
  const { organizationId } = organization;
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  const [creating, setCreating] = useState(false);
  const show = (text: string) =>
    void navigate({
      search: { tab: 'centers', q: text.trim() || undefined },
      replace: true,
      resetScroll: false,
    });
  const search = useDebouncedCallback(show, 250);
  const centers = useInfiniteQuery(serviceCentersQuery(organizationId, q));
  const rows = useMemo(() => centers.data?.pages.flatMap((page) => page.items) ?? [], [centers.data]);
  const columns = useCenterColumns(q);
  const create = useCreateCenter(organizationId, () => setCreating(false));
  const reset = () => {
    setTyped('');
    show('');
  };
  const createButton = may('service_center.manage') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('centers.create')}
    </Button>
  );
  return (
    <Stack>
      <Group justify="space-between">
        <TextInput
          type="search"
          aria-label={t('centers.search')}
          placeholder={t('centers.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        {rows.length > 0 && createButton}
      </Group>
      {centers.error && !centers.data ? (
        <ErrorState error={centers.error} onRetry={() => void centers.refetch()} />
      ) : rows.length === 0 && !centers.isPending ? (
        q ? (
          <NoMatchState onReset={reset} />
        ) : (
          <EmptyState
            icon={IconBuildingWarehouse}
            title={t('centers.none.title')}
            description={t('centers.none.text')}
          >
            {createButton}
          </EmptyState>
        )
      ) : (
        <DataTable
          caption={t('centers.title')}
          columns={columns}
          rows={rows}
          rowId={(center) => center.serviceCenterId}
          loading={centers.isPending}
          refreshing={centers.isPlaceholderData}
          minWidth="640px"
        />
      )}
      <LoadMore list={centers} trace="load more service centers" />
      {creating && (
        <Suspense fallback={null}>
          <NameDialog
            title={t('centers.create')}
            submit={t('centers.create')}
            command={create}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      )}
    </Stack>
  );
}

function useCenterColumns(q: string): Column<ListedServiceCenter>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('centers.column.name'),
        width: '40%',
        cell: ({ serviceCenterId, name }) => (
          <RouterLink to="/service-centers/$serviceCenterId" params={{ serviceCenterId }} fw={550}>
            <Highlight text={name} query={q} />
          </RouterLink>
        ),
      },
      {
        id: 'organization',
        header: t('users.column.organization'),
        cell: ({ organization, shared }) => {
          if (!shared) return organization?.name;
          return organization
            ? t('centers.sharedBy', { organization: organization.name })
            : t('centers.sharedElsewhere');
        },
      },
      {
        id: 'customers',
        header: t('centers.customers.label'),
        align: 'right',
        cell: ({ customers }) => format.number(customers),
      },
      {
        id: 'entities',
        header: t('centers.entities.label'),
        align: 'right',
        cell: ({ entities }) => format.number(entities),
      },
      { id: 'owned', header: t('lock.column'), cell: ({ owned }) => <OwnedMark owned={owned} /> },
    ],
    [t, format, q],
  );
}
