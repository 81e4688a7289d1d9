import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationQuery } from '../api/organization-queries';
import { ApiProblem } from '../api/problem';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack, Tabs, Text } from '../ui/basics';
import { BackLink } from '../ui/BackLink';
import { CopyChip } from '../ui/CopyChip';
import { Page } from '../ui/Page';
import { ErrorState, NoPermissionState } from '../ui/States';
import { TabList } from '../ui/TabList';
import { mayOpenOrganizations } from './may-open';
import { OrganizationStatus } from './OrganizationStatus';
import { tabs } from './organization-tabs';
import { PathLinks } from './PathLinks';
import { organizationTabs } from './search';

const HelpButton = lazy(() =>
  import('../help/HelpButton').then((module) => ({ default: module.HelpButton })),
);
const OrganizationActions = lazy(() =>
  import('./OrganizationActions').then((module) => ({ default: module.OrganizationActions })),
);
const StatusBanner = lazy(() =>
  import('./StatusBanner').then((module) => ({ default: module.StatusBanner })),
);
const aboutOrganization = [
  'createOrganization',
  'createUser',
  'assignLines',
  'switchOrganization',
  'getAccount',
  'accountTypes',
  'modules',
  'dialogueLimit',
] as const;

const route = getRouteApi('/console/organizations/$organizationId');

export function OrganizationPage() {
  const { organizationId } = route.useParams();
  // Another organization is another page: heading, focus and open dialogs start anew.
  return <Organization key={organizationId} organizationId={organizationId} />;
}

function Organization({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation();
  const { may, session } = useSignedIn();
  const { userId, mirroring } = session;
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const details = useQuery(organizationQuery(organizationId));
  const opened = details.data;
  useEffect(() => {
    // Whoever acts as another user leaves nothing in that user's name.
    if (!opened || mirroring) return;
    import('./recent')
      .then(({ rememberOpened }) => rememberOpened(userId, opened))
      // Not reachable now, or nothing may be stored: it is only not remembered.
      .catch(() => undefined);
  }, [opened, userId, mirroring]);
  const back = mayOpenOrganizations(may) && <BackLink to="/organizations">{t('organization.back')}</BackLink>;

  if (details.error && !details.data) {
    const hidden =
      details.error instanceof ApiProblem && details.error.is('organization.not_found', 'request.invalid');
    return (
      <Page title={t('organization.title')} above={back}>
        {hidden ? (
          <NoPermissionState description={t('organization.hidden')} />
        ) : (
          <ErrorState error={details.error} onRetry={() => void details.refetch()} />
        )}
      </Page>
    );
  }
  const organization = details.data;
  const shown = organizationTabs.filter((one) => tabs[one].shown?.(may) ?? true);
  const open = shown.includes(tab) ? tab : 'overview';
  const { Content } = tabs[open];
  return (
    <Page
      title={organization?.name}
      above={back}
      beside={
        organization && (
          <>
            <OrganizationStatus status={organization.status} />
            <Suspense fallback={null}>
              <HelpButton what={t('organization.title')} about={aboutOrganization} />
            </Suspense>
          </>
        )
      }
      lead={
        <Group gap="sm">
          {organization ? <PathLinks path={organization.path} /> : <Skeleton width={160} height={14} />}
          {organization && (
            <Text size="sm" c="dimmed">
              {t(`organization.kind.${organization.kind}`)}
            </Text>
          )}
          <CopyChip value={organizationId} short={organizationId.slice(0, 8)} label={t('organization.id')} />
        </Group>
      }
      actions={
        organization && (
          <Suspense fallback={null}>
            <OrganizationActions organization={organization} />
          </Suspense>
        )
      }
    >
      {organization && organization.effectiveStatus !== 'active' && (
        <Suspense fallback={null}>
          <StatusBanner organization={organization} />
        </Suspense>
      )}
      <Tabs
        value={open}
        onChange={(next) =>
          void navigate({
            search: { tab: organizationTabs.find((one) => one === next) ?? 'overview' },
            replace: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <TabList label={t('organization.tabs')} open={open}>
          {shown.map((one) => {
            const Glyph = tabs[one].icon;
            return (
              <Tabs.Tab key={one} value={one} leftSection={<Glyph size={16} aria-hidden />}>
                {t(`organization.tab.${one}`)}
              </Tabs.Tab>
            );
          })}
        </TabList>
        <Tabs.Panel value={open}>
          <Suspense fallback={<TabSkeleton />}>
            {organization ? <Content organization={organization} /> : <TabSkeleton />}
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function TabSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton height={18} width="45%" />
      <Skeleton height={18} width="60%" />
      <Skeleton height={18} width="35%" />
    </Stack>
  );
}
