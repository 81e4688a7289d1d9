import { useTranslation } from 'react-i18next';
import { type Binding, unbindServiceCenter } from '../api/service-centers';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useBindingCommand } from './use-binding-command';

type UnbindDialogProps = { userId: string; name: string; binding: Binding; onClose: () => void };

/** Takes a service center from a user, after saying what goes with it. */
export function UnbindDialog({ userId, name, binding, onClose }: UnbindDialogProps) {
  const { t } = useTranslation();
  const { serviceCenterId, version } = binding;
  const names = { name, center: binding.name };
  const unbinding = useBindingCommand(
    userId,
    () => unbindServiceCenter(userId, serviceCenterId, version),
    () => {
      toastSuccess(t('unbind.done', names));
      onClose();
    },
  );
  return (
    <Dialog opened onClose={onClose} title={t('unbind.title', names)}>
      <Stack>
        <FormProblem error={unbinding.error} />
        <Text>{t('unbind.consequences', names)}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            loading={unbinding.isPending}
            data-trace="unbind service center"
            onClick={() => unbinding.mutate(undefined)}
          >
            {t('unbind.submit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
