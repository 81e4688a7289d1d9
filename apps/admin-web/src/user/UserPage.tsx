import {
  IconBuildingWarehouse,
  IconDevices,
  IconHistory,
  IconId,
  IconKey,
  IconMail,
  IconStethoscope,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { userAccessQuery, userQuery } from '../api/queries';
import { ApiProblem } from '../api/problem';
import { HelpButton } from '../help/HelpButton';
import { withActTexts, withFurtherTexts, withLateTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { OrganizationPath } from '../shell/OrganizationPath';
import { Group, Skeleton, Stack, Tabs } from '../ui/basics';
import { CopyChip } from '../ui/CopyChip';
import { Initials } from '../ui/Initials';
import { Page } from '../ui/Page';
import { BackLink } from '../ui/BackLink';
import { ErrorState, NoPermissionState } from '../ui/States';
import { TabList } from '../ui/TabList';
import { displayName } from '../users/display-name';
import { UserStatus } from '../users/UserStatus';
import { OverviewTab } from './OverviewTab';
import { Presence } from './Presence';
import { userTabs } from './search';

const UserActions = lazy(() =>
  withActTexts(import('./UserActions').then((module) => ({ default: module.UserActions }))),
);
const StatusNote = lazy(() =>
  withActTexts(import('./StatusNote').then((module) => ({ default: module.StatusNote }))),
);
const DeactivationNote = lazy(() =>
  withActTexts(import('./DeactivationNote').then((module) => ({ default: module.DeactivationNote }))),
);
const AccessTab = lazy(() =>
  withFurtherTexts(import('../access/AccessTab').then((module) => ({ default: module.AccessTab }))),
);
const UserCentersTab = lazy(() =>
  withFurtherTexts(
    import('../service-centers/UserCentersTab').then((module) => ({ default: module.UserCentersTab })),
  ),
);
const ActivityTab = lazy(() =>
  withFurtherTexts(import('./ActivityTab').then((module) => ({ default: module.ActivityTab }))),
);
const SessionsTab = lazy(() =>
  withLateTexts(import('./SessionsTab').then((module) => ({ default: module.SessionsTab }))),
);
const MailTab = lazy(() => withActTexts(import('./MailTab').then((module) => ({ default: module.MailTab }))));
const DiagnosisTab = lazy(() =>
  withActTexts(import('../diagnosis/DiagnosisTab').then((module) => ({ default: module.DiagnosisTab }))),
);

const icons: Record<(typeof userTabs)[number], Icon> = {
  overview: IconId,
  access: IconKey,
  centers: IconBuildingWarehouse,
  sessions: IconDevices,
  activity: IconHistory,
  mail: IconMail,
  diagnosis: IconStethoscope,
};

const aboutStatus = [
  'states',
  'whyInactive',
  'deactivateUser',
  'activateUser',
  'blockUser',
  'unblockUser',
  'resetPassword',
  'mirrorUser',
  'removeUser',
] as const;

const route = getRouteApi('/console/users/$userId');

export function UserPage() {
  const { userId } = route.useParams();
  // Another user is another page: heading, focus and open dialogs start anew.
  return <UserDetails key={userId} userId={userId} />;
}

function UserDetails({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useLocation({ select: ({ state }) => state.users ?? { sort: 'name' as const } });
  const profile = useQuery(userQuery(userId));
  const access = useQuery(userAccessQuery(userId));
  const back = may('user.view') && (
    <BackLink to="/users" search={list}>
      {t('user.back')}
    </BackLink>
  );

  if (profile.error && !profile.data) {
    const hidden =
      profile.error instanceof ApiProblem && profile.error.is('user.not_found', 'request.invalid');
    return (
      <Page title={t('user.title')} above={back}>
        {hidden ? (
          <NoPermissionState description={t('user.hidden')} />
        ) : (
          <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />
        )}
      </Page>
    );
  }
  const user = profile.data;
  const name = user && displayName(user);
  return (
    <Page
      title={name}
      above={back}
      avatar={<Initials name={name ?? '…'} large />}
      beside={
        user && (
          <>
            <UserStatus status={user.status} expired={user.invitation?.state === 'expired'} />
            <Presence userId={userId} />
            <HelpButton what={t('users.column.status')} about={aboutStatus} />
          </>
        )
      }
      lead={
        <Group gap="sm">
          {access.data ? (
            <OrganizationPath path={access.data.organization.path} />
          ) : (
            access.isPending && <Skeleton width={160} height={14} />
          )}
          <CopyChip value={userId} short={userId.slice(0, 8)} label={t('user.id')} />
        </Group>
      }
      actions={
        user &&
        access.data && (
          <Suspense fallback={null}>
            <UserActions user={user} access={access.data} />
          </Suspense>
        )
      }
    >
      {user?.statusChange && (
        <Suspense fallback={null}>
          <StatusNote user={user} />
        </Suspense>
      )}
      {user?.deactivatesAt && (
        <Suspense fallback={null}>
          <DeactivationNote at={user.deactivatesAt} />
        </Suspense>
      )}
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: { tab: userTabs.find((one) => one === next) ?? 'overview' },
            replace: true,
            state: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <TabList label={t('user.tabs')} open={tab}>
          {userTabs.map((one) => {
            const Glyph = icons[one];
            return (
              <Tabs.Tab key={one} value={one} leftSection={<Glyph size={16} aria-hidden />}>
                {t(`user.tab.${one}`)}
              </Tabs.Tab>
            );
          })}
        </TabList>
        <Tabs.Panel value={tab}>
          <Suspense fallback={<TabSkeleton />}>
            {tab === 'overview' && (user ? <OverviewTab user={user} access={access} /> : <TabSkeleton />)}
            {tab === 'access' && <AccessTab userId={userId} name={name} access={access} />}
            {tab === 'centers' && <UserCentersTab userId={userId} name={name ?? ''} />}
            {tab === 'sessions' &&
              (user && access.data ? <SessionsTab user={user} access={access.data} /> : <TabSkeleton />)}
            {tab === 'activity' && <ActivityTab userId={userId} />}
            {tab === 'mail' && <MailTab userId={userId} />}
            {tab === 'diagnosis' &&
              (user && access.data ? <DiagnosisTab user={user} access={access.data} /> : <TabSkeleton />)}
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
