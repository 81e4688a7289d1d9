import { IconPasswordUser } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { Button } from '../ui/basics';
import { useSignedIn } from './me-context';

const ChangePasswordDialog = lazy(() =>
  withLateTexts(
    import('./ChangePasswordDialog').then((module) => ({ default: module.ChangePasswordDialog })),
  ),
);

/** Changes one's own password; not while one acts as another user (A11). */
export function ChangePasswordAct() {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const [open, setOpen] = useState(false);
  if (session.mirroring) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPasswordUser size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('changePassword.open')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ChangePasswordDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
