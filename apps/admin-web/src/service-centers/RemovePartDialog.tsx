import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removePart, type ServiceCenter } from '../api/service-centers';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';

type RemovePartDialogProps = {
  center: ServiceCenter;
  part: ServiceCenter['customers'][number];
  onClose: () => void;
};

/** Takes a customer or a service entity out of a service center, after saying what follows. */
export function RemovePartDialog({ center, part, onClose }: RemovePartDialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removePart(part.partId),
    onSuccess: ({ changedBindings }) => {
      toastSuccess(t('parts.removed', { name: part.name, count: changedBindings }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['service-center', center.serviceCenterId] }),
  });
  return (
    <Dialog opened onClose={onClose} title={t('parts.removeOf', { name: part.name })}>
      <Stack>
        <FormProblem error={removing.error} />
        <Text>{t('parts.removeConsequences')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t('parts.remove')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
