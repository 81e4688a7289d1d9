import { IconId, IconMailForward, IconMailX, IconMasksTheater } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { userAccessQuery } from '../api/queries';
import { useProblemText } from '../i18n/problem-text';
import { mirrorDecision, useMirrorRefusal } from '../mirroring/use-mirror-refusal';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { Menu } from '../ui/menu';
import { useResendInvitation } from '../user/use-resend-invitation';
import type { UserMenuProps } from './UserMenu';

/** The acts on the user of a row; whether one may is asked when the menu opens. */
export function UserItems({ user, onAct }: UserMenuProps) {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const router = useRouter();
  const refused = useRefusalOf(user);
  const elsewhere = user.organization.organizationId !== me.organization.organizationId;
  return (
    <>
      <Menu.Item
        leftSection={<IconId size={16} aria-hidden />}
        onClick={() => void router.navigate({ to: '/users/$userId', params: { userId: user.userId } })}
      >
        {t('users.open')}
      </Menu.Item>
      {user.status === 'pending' && user.invitationExpiresAt && (
        <InvitationItems user={user} onRevoke={() => onAct('revoke', user)} />
      )}
      {may('user.mirror') && (
        <Menu.Item
          leftSection={<IconMasksTheater size={16} aria-hidden />}
          closeMenuOnClick={refused === null}
          {...(refused === null ? {} : { 'aria-disabled': true })}
          onClick={() => {
            if (refused === null) onAct('mirror', user);
          }}
        >
          <Text span inherit {...(refused === null ? {} : { c: 'dimmed' })}>
            {t(elsewhere && user.accountType !== 'standard' ? 'switch.to' : 'mirror.open')}
          </Text>
          {refused && (
            <Text span display="block" size="xs" c="dimmed">
              {refused}
            </Text>
          )}
        </Menu.Item>
      )}
    </>
  );
}

/** Of somebody who has not accepted yet (L10); whether one may do it to this one, the answer says. */
function InvitationItems({ user, onRevoke }: { user: UserMenuProps['user']; onRevoke: () => void }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const resending = useResendInvitation(user);
  return (
    <>
      {may('user.invite') && (
        <Menu.Item
          leftSection={<IconMailForward size={16} aria-hidden />}
          onClick={() => resending.mutate(undefined)}
          data-trace="send an invitation again"
        >
          {t('invitation.resend')}
        </Menu.Item>
      )}
      {may('user.remove') && (
        <Menu.Item leftSection={<IconMailX size={16} aria-hidden />} onClick={onRevoke}>
          {t('invitation.revoke')}
        </Menu.Item>
      )}
    </>
  );
}

/** Why nobody acts as this user; `null` where one may, an empty text until it is known. */
function useRefusalOf({ userId, status }: UserMenuProps['user']): string | null {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const refusal = useMirrorRefusal();
  const problemText = useProblemText();
  const access = useQuery(userAccessQuery(userId));
  if (userId === session.userId) return t('rule.self');
  if (status !== 'active') return t('problem.user.not_active');
  if (access.data) return refusal(mirrorDecision(access.data));
  return access.error ? problemText(access.error) : '';
}
