import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';
import { type StatusChange, statusChangeOf } from './status-act';

const StatusActDialog = lazy(() =>
  import('./StatusActDialog').then((module) => ({ default: module.StatusActDialog })),
);

/** Deactivates or activates the user (L5). */
export function StatusAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  // What was asked for stays what it is while the page behind shows the new status.
  const [asked, setAsked] = useState<StatusChange | null>(null);
  const act = statusChangeOf(user);
  const Glyph = act === 'activate' ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      {act && may(`user.${act}`) && (
        <RefusableButton
          variant={act === 'activate' ? 'filled' : 'default'}
          leftSection={<Glyph size={16} aria-hidden />}
          refused={refusal(access, `user.${act}`)}
          onClick={() => setAsked(act)}
        >
          {t(`statusAct.${act}.open`)}
        </RefusableButton>
      )}
      {asked && (
        <Suspense fallback={null}>
          <StatusActDialog act={asked} user={user} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  );
}
