import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PasswordResetResult, resetPassword, type UserProfile } from '../api/identity';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { OneTimePassword } from '../ui/OneTimePassword';
import { displayName } from '../users/display-name';
import { useUserCommand } from './use-user-command';

/** Resets a password after a word about what follows; a one-off password that comes of it is shown once (C4, C6). */
export function ResetPasswordDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const { email } = user;
  const [shown, setShown] = useState<PasswordResetResult | null>(null);
  const resetting = useUserCommand(
    async () => {
      const result = await resetPassword(user.userId);
      if (result.oneOffPassword) setShown(result);
      return result;
    },
    {
      userId: user.userId,
      success: ({ way }) => t(`resetPassword.done.${way}`, { email }),
      onDone: ({ oneOffPassword }) => {
        if (!oneOffPassword) onClose();
      },
    },
  );
  if (shown?.oneOffPassword) {
    return (
      <OneTimePassword
        name={name}
        userName={user.userName}
        password={shown.oneOffPassword}
        expiresAt={shown.expiresAt}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog opened onClose={onClose} title={t('resetPassword.title', { name })}>
      <Stack>
        <FormProblem error={resetting.error} />
        <Text>
          {t(user.status === 'pending' ? 'resetPassword.consequencesNew' : 'resetPassword.consequences', {
            email,
          })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            loading={resetting.isPending}
            onClick={() => resetting.mutate(undefined)}
            data-trace="reset password"
          >
            {t('resetPassword.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
