import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { HelpButton } from '../help/HelpButton';
import { languageNames, withActTexts } from '../i18n/i18n';
import { OrganizationPath } from '../shell/OrganizationPath';
import { Group, Skeleton, Stack } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Panel } from '../ui/Panel';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { IdleLimit } from './IdleLimit';
import classes from './OverviewTab.module.css';

const EditAct = lazy(() => withActTexts(import('./EditAct').then((module) => ({ default: module.EditAct }))));
const EmailAct = lazy(() =>
  withActTexts(import('./EditAct').then((module) => ({ default: module.EmailAct }))),
);
const ReportAct = lazy(() =>
  withActTexts(import('./EditAct').then((module) => ({ default: module.ReportAct }))),
);
const AddressState = lazy(() =>
  withActTexts(import('./AddressState').then((module) => ({ default: module.AddressState }))),
);
const DangerZone = lazy(() =>
  withActTexts(import('./DangerZone').then((module) => ({ default: module.DangerZone }))),
);

type OverviewTabProps = { user: UserProfile; access: UseQueryResult<UserAccess> };

export function OverviewTab({ user, access }: OverviewTabProps) {
  const { t } = useTranslation();
  const unknown = <span className={classes.unknown}>{t('user.notGiven')}</span>;
  return (
    <div className={classes.panels}>
      <Panel
        title={t('user.profile')}
        actions={
          <Group gap="xs">
            <HelpButton what={t('user.profile')} about={['editUser', 'noMail']} />
            {access.data && (
              <Suspense fallback={null}>
                <EditAct user={user} access={access.data} />
              </Suspense>
            )}
          </Group>
        }
      >
        <Facts
          items={[
            { name: t('person.firstName'), value: user.firstName ?? unknown },
            ...(user.middleName === null ? [] : [{ name: t('person.middleName'), value: user.middleName }]),
            { name: t('person.lastName'), value: user.lastName ?? unknown },
            {
              name: t('person.email'),
              value: (
                <Group gap="xs">
                  <span>{user.email}</span>
                  <Suspense fallback={null}>
                    <AddressState userId={user.userId} />
                  </Suspense>
                  {access.data && (
                    <Suspense fallback={null}>
                      <EmailAct user={user} access={access.data} />
                    </Suspense>
                  )}
                </Group>
              ),
            },
            {
              name: t('person.userName'),
              value: (
                <Group gap="xs">
                  <span>{user.userName}</span>
                  {access.data && (
                    <Suspense fallback={null}>
                      <ReportAct user={user} access={access.data} />
                    </Suspense>
                  )}
                </Group>
              ),
              hint: t('person.userNameHint'),
            },
            {
              name: t('person.language'),
              value: <span lang={user.language}>{languageNames[user.language]}</span>,
            },
          ]}
        />
      </Panel>
      <Stack>
        <Panel title={t('user.access')}>
          <AccessFacts access={access} />
        </Panel>
        <Panel
          title={t('user.account')}
          actions={
            <HelpButton
              what={t('user.account')}
              about={['firstPassword', 'oneOffPassword', 'resetPassword', 'autoLogout']}
            />
          }
        >
          <AccountFacts user={user} access={access.data} />
        </Panel>
        {access.data && (
          <Suspense fallback={null}>
            <DangerZone user={user} access={access.data} />
          </Suspense>
        )}
      </Stack>
    </div>
  );
}

function AccessFacts({ access }: { access: UseQueryResult<UserAccess> }) {
  const { t } = useTranslation();
  if (access.error && !access.data)
    return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data) return <Skeleton height={14} my="md" />;
  const { accountType, organization } = access.data;
  return (
    <Facts
      items={[
        {
          name: t('user.organization'),
          value: <OrganizationPath path={organization.path} />,
          hint: t('user.organizationHint'),
        },
        {
          name: t('users.column.accountType'),
          value: t(`accountType.${accountType}`),
          hint: t(`accountType.help.${accountType}`),
        },
      ]}
    />
  );
}

function AccountFacts({ user, access }: { user: UserProfile; access: UserAccess | undefined }) {
  const { t } = useTranslation();
  const { invitation } = user;
  const items = [
    { name: t('user.credential'), value: t(`credential.${user.credential}`) },
    {
      name: t('user.lastSignIn'),
      value: user.lastSignInAt ? <Time at={user.lastSignInAt} focusable /> : t('users.never'),
    },
    { name: t('idleLimit.name'), value: <IdleLimit user={user} access={access} /> },
    { name: t('users.column.created'), value: <Time at={user.createdAt} absolute focusable /> },
    ...(invitation && invitation.state !== 'accepted'
      ? [
          {
            name: t('user.invitation'),
            value: (
              <>
                {t(`user.invitation.${invitation.state}`)}{' '}
                <Time at={invitation.expiresAt} absolute focusable />
              </>
            ),
          },
        ]
      : []),
  ];
  return <Facts items={items} />;
}
