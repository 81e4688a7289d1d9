import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/identity';
import { sessionQuery } from '../api/queries';
import { useProblemText } from '../i18n/problem-text';
import { useSignedIn } from '../session/me-context';
import { Menu } from '../ui/menu';
import { toastError } from '../ui/toast';
import { displayName } from '../users/display-name';
import classes from './Shell.module.css';

/** Who is signed in, and the way out. */
export function AccountItems() {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const router = useRouter();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      // The page for signing in sends whoever is signed in back to the console.
      queryClient.setQueryData(sessionQuery.queryKey, null);
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
        onClick={() => void router.navigate({ to: '/account' })}
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
