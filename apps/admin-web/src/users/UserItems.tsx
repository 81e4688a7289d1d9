import {
  IconBan,
  IconId,
  IconLockOpen,
  IconMailForward,
  IconMailX,
  IconMasksTheater,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { userAccessQuery } from '../api/queries';
import type { UserAccess } from '../api/tenancy';
import { useProblemText } from '../i18n/problem-text';
import { mirrorDecision, useMirrorRefusal } from '../mirroring/use-mirror-refusal';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { Menu } from '../ui/menu';
import { useRefusal } from '../user/decision-text';
import { useResendInvitation } from '../user/use-resend-invitation';
import { statusChangeOf } from '../user/status-act';
import type { UserMenuProps } from './UserMenu';

/** The acts on the user of a row; whether one may is asked when the menu opens. */
export function UserItems({ user, onAct }: UserMenuProps) {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const router = useRouter();
  const refused = useMirroringRefused(user);
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
        <ActItem
          icon={<IconMasksTheater size={16} aria-hidden />}
          label={t(elsewhere && user.accountType !== 'standard' ? 'switch.to' : 'mirror.open')}
          refused={refused}
          onClick={() => onAct('mirror', user)}
        />
      )}
      <StatusItems user={user} onAct={onAct} />
    </>
  );
}

type ActItemProps = {
  icon: ReactNode;
  label: string;
  /** Why not; `null` where one may, an empty text until it is known. */
  refused: string | null;
  onClick: () => void;
};

/** One act; what is refused says why. */
function ActItem({ icon, label, refused, onClick }: ActItemProps) {
  const allowed = refused === null;
  return (
    <Menu.Item
      leftSection={icon}
      closeMenuOnClick={allowed}
      {...(allowed ? {} : { 'aria-disabled': true })}
      onClick={() => {
        if (allowed) onClick();
      }}
    >
      <Text span inherit {...(allowed ? {} : { c: 'dimmed' })}>
        {label}
      </Text>
      {refused && (
        <Text span display="block" size="xs" c="dimmed">
          {refused}
        </Text>
      )}
    </Menu.Item>
  );
}

/** What changes whether the user gets in (L5, L6, L8), as their status has it. */
function StatusItems({ user, onAct }: UserMenuProps) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const { status } = user;
  const refusal = useRefusal();
  const why = useAccessRefused(user);
  const refused = (act: Parameters<typeof refusal>[1]) => why((access) => refusal(access, act));
  const act = statusChangeOf(user);
  const block = status === 'active' ? 'block' : status === 'blocked' ? 'unblock' : null;
  const mirroring = session.mirroring ? t('problem.mirroring.not_allowed') : null;
  return (
    <>
      {act && may(`user.${act}`) && (
        <ActItem
          icon={
            act === 'activate' ? (
              <IconPlayerPlay size={16} aria-hidden />
            ) : (
              <IconPlayerPause size={16} aria-hidden />
            )
          }
          label={t(`statusAct.${act}.open`)}
          refused={refused(`user.${act}`)}
          onClick={() => onAct(act, user)}
        />
      )}
      {block && may(`user.${block}`) && (
        <ActItem
          icon={
            block === 'block' ? <IconBan size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />
          }
          label={t(`${block}.open`)}
          refused={refused(`user.${block}`)}
          onClick={() => onAct(block, user)}
        />
      )}
      {status !== 'removed' && status !== 'pending' && may('user.remove') && (
        <ActItem
          icon={<IconTrash size={16} aria-hidden />}
          label={t('remove.open')}
          refused={mirroring ?? refused('user.remove')}
          onClick={() => onAct('remove', user)}
        />
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

/** @returns what an answer about the access to this user says is refused; an empty text until it is known */
function useAccessRefused({ userId }: UserMenuProps['user']) {
  const problemText = useProblemText();
  const access = useQuery(userAccessQuery(userId));
  return (why: (access: UserAccess) => string | null): string | null => {
    if (access.data) return why(access.data);
    return access.error ? problemText(access.error) : '';
  };
}

/** Why nobody acts as this user; `null` where one may. */
function useMirroringRefused(user: UserMenuProps['user']): string | null {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const refusal = useMirrorRefusal();
  const refused = useAccessRefused(user);
  if (user.userId === session.userId) return t('rule.self');
  if (user.status !== 'active') return t('problem.user.not_active');
  return refused((access) => refusal(mirrorDecision(access)));
}
