import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteRole, type Role } from '../api/access';
import { ApiProblem } from '../api/problem';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';

/** Deletes a role that nobody holds; where somebody does, says how many. */
export function DeleteRoleDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const name = role.name ?? role.roleId;
  const deleting = useMutation({
    mutationFn: () => deleteRole(role.roleId),
    onSuccess: () => {
      toastSuccess(t('roles.deleted', { name }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['roles'] }),
  });
  const { error } = deleting;
  const holders = error instanceof ApiProblem && error.is('role.held') ? error.extensions.holders : null;
  return (
    <Dialog opened onClose={onClose} title={t('roles.deleteOf', { name })}>
      <Stack>
        <FormProblem error={error} />
        {typeof holders === 'number' && <Text>{t('roles.held', { count: holders })}</Text>}
        <Text>{t('roles.deleteConsequences')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={deleting.isPending} onClick={() => deleting.mutate()}>
            {t('roles.delete')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
