import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangePasswordAct } from '../session/ChangePasswordAct';
import { useSignedIn } from '../session/me-context';
import { OrganizationPath } from '../shell/OrganizationPath';
import { Skeleton, Text } from '../ui/basics';
import { Initials } from '../ui/Initials';
import { Page } from '../ui/Page';
import { NoPermissionState } from '../ui/States';
import { displayName } from '../users/display-name';
import classes from './AccountPage.module.css';

const OwnPanels = lazy(() => import('./OwnPanels').then((module) => ({ default: module.OwnPanels })));
const OwnSessions = lazy(() => import('./OwnSessions').then((module) => ({ default: module.OwnSessions })));

/** One's own account: who one is, language and keys, and where one is signed in. The heading comes first. */
export function AccountPage() {
  const { t } = useTranslation();
  const { session, me } = useSignedIn();
  const name = displayName(session);
  return (
    <Page
      title={t('account.own')}
      actions={<ChangePasswordAct />}
      avatar={<Initials name={name} large />}
      lead={
        <>
          <Text>{name}</Text>
          <OrganizationPath path={me.organization.path} />
        </>
      }
    >
      {session.mirroring ? (
        <NoPermissionState description={t('account.mirrored', { name })} />
      ) : (
        <div className={classes.panels}>
          <Suspense fallback={<Skeleton height={480} />}>
            <OwnPanels />
          </Suspense>
          <Suspense fallback={<Skeleton height={320} />}>
            <OwnSessions />
          </Suspense>
        </div>
      )}
    </Page>
  );
}
