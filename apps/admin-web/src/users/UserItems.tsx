import { IconId, IconMasksTheater } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { userAccessQuery } from '../api/queries';
import { useProblemText } from '../i18n/problem-text';
import { mirrorDecision, useMirrorRefusal } from '../mirroring/use-mirror-refusal';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { Menu } from '../ui/menu';
import type { UserMenuProps } from './UserMenu';

/** The acts on the user of a row; whether one may is asked when the menu opens. */
export function UserItems({ user, onMirror }: UserMenuProps) {
  const { t } = useTranslation();
  const { me } = useSignedIn();
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
      <Menu.Item
        leftSection={<IconMasksTheater size={16} aria-hidden />}
        closeMenuOnClick={refused === null}
        {...(refused === null ? {} : { 'aria-disabled': true })}
        onClick={() => {
          if (refused === null) onMirror(user);
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
