import { IconMailX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { withActTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';
import { ResendInvitation } from './ResendInvitation';

const RevokeDialog = lazy(() =>
  withActTexts(import('./RevokeDialog').then((module) => ({ default: module.RevokeDialog }))),
);

/** Sends an invitation again, or takes it back (L10); of somebody who has not accepted theirs yet. */
export function InvitationActs({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const [revoking, setRevoking] = useState(false);
  if (user.status !== 'pending' || !user.invitation) return null;
  return (
    <>
      <ResendInvitation user={user} access={access} />
      {may('user.remove') && (
        <RefusableButton
          variant="default"
          leftSection={<IconMailX size={16} aria-hidden />}
          refused={refusal(access, 'user.remove')}
          onClick={() => setRevoking(true)}
        >
          {t('invitation.revoke')}
        </RefusableButton>
      )}
      {revoking && (
        <Suspense fallback={null}>
          <RevokeDialog user={user} onClose={() => setRevoking(false)} />
        </Suspense>
      )}
    </>
  );
}
