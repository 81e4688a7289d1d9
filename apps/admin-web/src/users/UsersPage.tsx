import { IconFileImport, IconMailPlus, IconUserPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpButton } from '../help/HelpButton';
import { withActTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Button } from '../ui/basics';
import { Page } from '../ui/Page';
import { NoPermissionState } from '../ui/States';
import { UserList } from './UserList';

const InviteDialog = lazy(() =>
  withActTexts(import('./InviteDialog').then((module) => ({ default: module.InviteDialog }))),
);

const CreateUserDialog = lazy(() =>
  withActTexts(
    import('../create-user/CreateUserDialog').then((module) => ({ default: module.CreateUserDialog })),
  ),
);

const ImportDialog = lazy(() =>
  withActTexts(import('../imports/ImportDialog').then((module) => ({ default: module.ImportDialog }))),
);

const aboutUsers = [
  'findUsers',
  'hiddenAccount',
  'createUser',
  'inviteUsers',
  'pendingInvitations',
  'exportUsers',
  'userDetails',
  'removeUser',
] as const;

/** The directory: whom the signed-in person sees. Everything that was chosen stands in the address. */
export function UsersPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const [inviting, setInviting] = useState(false);
  const [creating, setCreating] = useState(false);
  const [importing, setImporting] = useState(false);
  if (!may('user.view'))
    return (
      <Page title={t('users.title')}>
        <NoPermissionState description={t('users.noPermission')} />
      </Page>
    );
  return (
    <Page
      title={t('users.title')}
      beside={<HelpButton what={t('users.title')} about={aboutUsers} />}
      actions={
        <>
          {may('user.create') && (
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t('import.open')}
            </Button>
          )}
          {may('user.create') && (
            <Button
              variant="default"
              leftSection={<IconUserPlus size={16} aria-hidden />}
              onClick={() => setCreating(true)}
            >
              {t('createUser.open')}
            </Button>
          )}
          {may('user.invite') && (
            <Button leftSection={<IconMailPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
              {t('invite.open')}
            </Button>
          )}
        </>
      }
    >
      <UserList onInvite={() => setInviting(true)} />
      {creating && (
        <Suspense fallback={null}>
          <CreateUserDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
      {importing && (
        <Suspense fallback={null}>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      )}
      {inviting && (
        <Suspense fallback={null}>
          <InviteDialog onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </Page>
  );
}
