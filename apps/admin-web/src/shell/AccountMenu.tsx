import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CurrentSession, signOut } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { UnstyledButton } from '../ui/basics';
import { Initials } from '../ui/Initials';
import { MenuButton } from '../ui/MenuButton';
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
    <MenuButton
      target={
        <UnstyledButton className={classes.account} aria-label={t('account.menu', { name })}>
          <Initials name={name} />
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      }
      head={
        <>
          <span className={classes.accountName}>{name}</span>
          {session.email}
        </>
      }
      items={[
        {
          label: t('account.own'),
          icon: IconUserCircle,
          onSelect: () => void router.navigate({ to: '/users/$userId', params: { userId: session.userId } }),
        },
        {
          label: t('account.signOut'),
          icon: IconLogout,
          trace: 'sign out',
          onSelect: () => leaving.mutate(),
        },
      ]}
    />
  );
}
