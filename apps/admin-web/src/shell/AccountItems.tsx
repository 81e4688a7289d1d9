import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CurrentSession, signOut } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { Menu } from '../ui/menu';
import { toastError } from '../ui/toast';
import { displayName } from '../users/display-name';
import classes from './Shell.module.css';

export function AccountItems({ session }: { session: CurrentSession }) {
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
  return (
    <>
      <Menu.Label>
        <span className={classes.accountName}>{displayName(session)}</span>
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
    </>
  );
}
