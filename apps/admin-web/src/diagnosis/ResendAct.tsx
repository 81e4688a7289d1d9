import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from '../user/decision-text';
import { ResetPasswordAct } from '../user/ResetPasswordAct';
import { useResendInvitation } from '../user/use-resend-invitation';

type Subject = { user: UserProfile; access: UserAccess };

/** Mails a new way in: the invitation to who has not accepted it, to anybody else one to a password. */
export function ResendAct(subject: Subject) {
  const { user } = subject;
  return user.status === 'pending' && user.invitation ? (
    <ResendInvitation {...subject} />
  ) : (
    <ResetPasswordAct {...subject} />
  );
}

function ResendInvitation({ user, access }: Subject) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const resending = useResendInvitation(user);
  if (!may('user.invite')) return null;
  return (
    <RefusableButton
      variant="default"
      leftSection={<IconMailForward size={16} aria-hidden />}
      refused={refusal(access, 'user.invite')}
      loading={resending.isPending}
      onClick={() => resending.mutate(undefined)}
      data-trace="send an invitation again"
    >
      {t('invitation.resend')}
    </RefusableButton>
  );
}
