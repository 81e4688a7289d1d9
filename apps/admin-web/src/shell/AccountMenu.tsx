import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CurrentSession, signOut } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { Menu, UnstyledButton } from '../ui/basics';
import { Initials } from '../ui/Initials';
import { toastError } from '../ui/toast';
import { displayName } from '../users/display-name';
import classes from './Shell.module.css';

export function AccountMenu({ session }: { session: CurrentSession }) {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in', search: { to: '/' } });
      queryClient.clear();
    },
    onError: (error) => toastError(problemText(error)),
  });
  const name = displayName(session);
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t('account.menu', { name })}>
          <Initials name={name} />
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={classes.accountName}>{name}</span>
          {session.email}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUserCircle size={16} aria-hidden />}
          onClick={() => void router.navigate({ to: '/users/$userId', params: { userId: session.userId } })}
        >
          {t('account.own')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => leaving.mutate()}
          data-trace="sign out"
        >
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
