import { IconMasksTheater } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { withFurtherTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { mirrorDecision, useMirrorRefusal } from './use-mirror-refusal';

const MirrorDialog = lazy(() =>
  withFurtherTexts(import('./MirrorDialog').then((module) => ({ default: module.MirrorDialog }))),
);

/** Begins to act as the user of this page (A11). Nobody does as themselves; who may not do it to anybody does not see it. */
export function MirrorAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const refusal = useMirrorRefusal();
  const [open, setOpen] = useState(false);
  if (!may('user.mirror') || user.userId === session.userId || user.status === 'removed') return null;
  const refused =
    refusal(mirrorDecision(access)) ?? (user.status === 'active' ? null : t('problem.user.not_active'));
  return (
    <>
      <RefusableButton
        variant="default"
        leftSection={<IconMasksTheater size={16} aria-hidden />}
        refused={refused}
        onClick={() => setOpen(true)}
      >
        {t('mirror.open')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <MirrorDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
