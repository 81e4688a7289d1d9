import { useTranslation } from 'react-i18next';
import { revokeInvitation } from '../api/identity';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useUserCommand } from './use-user-command';

type RevokeDialogProps = { user: { userId: string; email: string }; onClose: () => void };

/** Takes an invitation back after a word about what follows (L10). */
export function RevokeDialog({ user: { userId, email }, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const revoking = useUserCommand(() => revokeInvitation(userId), {
    userId,
    success: t('revoke.done', { email }),
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t('revoke.title')}>
      <Stack>
        <FormProblem error={revoking.error} />
        <Text>{t('revoke.consequences', { email })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            loading={revoking.isPending}
            onClick={() => revoking.mutate(undefined)}
            data-trace="take an invitation back"
          >
            {t('revoke.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
