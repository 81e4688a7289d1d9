import { IconPasswordUser } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { withLateTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';

const ResetPasswordDialog = lazy(() =>
  withLateTexts(import('./ResetPasswordDialog').then((module) => ({ default: module.ResetPasswordDialog }))),
);

/** Resets the user's password (C4). */
export function ResetPasswordAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  if (!may('user.reset_password') || user.status === 'removed') return null;
  const byStatus = () => {
    if (user.status === 'active') return null;
    if (user.status !== 'pending') return t('problem.user.wrong_status');
    return user.invitation ? t('problem.user.invited') : null;
  };
  return (
    <>
      <RefusableButton
        variant="default"
        leftSection={<IconPasswordUser size={16} aria-hidden />}
        refused={refusal(access, 'user.reset_password') ?? byStatus()}
        onClick={() => setOpen(true)}
      >
        {t('resetPassword.open')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <ResetPasswordDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
