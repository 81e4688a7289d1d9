import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serviceCenterQuery } from '../api/access-queries';
import { ApiProblem } from '../api/problem';
import { renameServiceCenter, type ServiceCenter } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Page } from '../ui/Page';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { ErrorState, NoPermissionState } from '../ui/States';
import { Time } from '../ui/Time';
import { useReason } from '../user/decision-text';
import { OwnedMark } from './OwnedMark';
import { PartsPanel } from './PartsPanel';
import { SharingPanel } from './SharingPanel';
import classes from './CenterPage.module.css';

const HistoryPanel = lazy(() =>
  import('./HistoryPanel').then((module) => ({ default: module.HistoryPanel })),
);
const NameDialog = lazy(() => import('./NameDialog').then((module) => ({ default: module.NameDialog })));

const route = getRouteApi('/console/service-centers/$serviceCenterId');

/** One service center: its customers and entities, with whom it is shared, who is bound (A6). */
export function CenterPage() {
  const { t } = useTranslation();
  const { serviceCenterId } = route.useParams();
  const center = useQuery(serviceCenterQuery(serviceCenterId));
  if (center.error && !center.data) {
    const hidden =
      center.error instanceof ApiProblem && center.error.is('service_center.not_found', 'request.invalid');
    return (
      <Page title={t('centers.one')}>
        {hidden ? (
          <NoPermissionState description={t('problem.service_center.not_found')} />
        ) : (
          <ErrorState error={center.error} onRetry={() => void center.refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={center.data?.name}
      beside={center.data && <OwnedMark owned={center.data.owned} />}
      lead={center.data?.organization && <Text c="dimmed">{center.data.organization.name}</Text>}
      actions={center.data && <Rename key={serviceCenterId} center={center.data} />}
    >
      {center.data ? <Center key={serviceCenterId} center={center.data} /> : <Skeleton height={200} />}
      {/* What others have shared has its history with them. */}
      {center.data?.organization && (
        <Suspense fallback={<Skeleton height={120} />}>
          <HistoryPanel serviceCenterId={serviceCenterId} />
        </Suspense>
      )}
    </Page>
  );
}

function Center({ center }: { center: ServiceCenter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const reason = useReason();
  const refused = (act: ServiceCenter['acts'][number]['act']) =>
    reason(center.acts.find((one) => one.act === act)?.decision);
  const acts = { add: refused('add_parts'), remove: refused('remove_parts') };
  return (
    <div className={classes.panels}>
      <PartsPanel center={center} kind="customer" parts={center.customers} refused={acts} />
      <PartsPanel center={center} kind="entity" parts={center.entities} refused={acts} />
      <Stack>
        <SharingPanel center={center} refused={refused('share')} />
        <Panel title={t('centers.about')}>
          <Facts
            items={[
              {
                name: t('centers.boundUsers'),
                value:
                  may('user.view') && center.boundUsers > 0 ? (
                    <RouterLink
                      to="/users"
                      search={{ serviceCenterId: center.serviceCenterId, sort: 'name' }}
                      aria-label={t('centers.showBound', { count: center.boundUsers })}
                    >
                      {format.number(center.boundUsers)}
                    </RouterLink>
                  ) : (
                    format.number(center.boundUsers)
                  ),
                hint: t('centers.boundUsersHint'),
              },
              { name: t('users.column.created'), value: <Time at={center.createdAt} absolute focusable /> },
            ]}
          />
        </Panel>
      </Stack>
    </div>
  );
}

function Rename({ center }: { center: ServiceCenter }) {
  const { t } = useTranslation();
  const reason = useReason();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const { serviceCenterId, version } = center;
  const renaming = useMutation({
    mutationFn: (name: string) => renameServiceCenter(serviceCenterId, { version, name }),
    onSuccess: () => setOpen(false),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['service-centers'] });
      return queryClient.invalidateQueries({ queryKey: ['service-center', serviceCenterId] });
    },
  });
  return (
    <Group>
      <RefusableButton
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        refused={reason(center.acts.find(({ act }) => act === 'rename')?.decision)}
        onClick={() => setOpen(true)}
      >
        {t('centers.rename')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <NameDialog
            title={t('centers.rename')}
            submit={t('action.save')}
            name={center.name}
            command={renaming}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Group>
  );
}
