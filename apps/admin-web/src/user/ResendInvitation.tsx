import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';
import { useResendInvitation } from './use-resend-invitation';

type ResendInvitationProps = { user: UserProfile; access: UserAccess; variant?: 'default' };

/** Sends an invitation again, with a new link (L10). */
export function ResendInvitation({ user, access, variant }: ResendInvitationProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const resending = useResendInvitation(user);
  if (!may('user.invite')) return null;
  return (
    <RefusableButton
      variant={variant ?? 'filled'}
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
