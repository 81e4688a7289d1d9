import { useTranslation } from 'react-i18next';
import { blockUser } from '../api/identity';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName, type NamedUser } from '../users/display-name';
import { useUserCommand } from './use-user-command';

/** Blocks an active user with a reason (L6). */
export function BlockDialog({ user, onClose }: { user: NamedUser; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : t('block.reasonRequired')) },
  });
  const showProblems = useFieldProblems(form);
  const blocking = useUserCommand((values: typeof form.values) => blockUser(user.userId, values), {
    userId: user.userId,
    success: t('block.done', { name }),
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t('block.title', { name })}>
      <form
        noValidate
        data-trace="block user"
        onSubmit={form.onSubmit((values) => blocking.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={blocking.error} />
          <Text>{t('block.consequences')}</Text>
          <Textarea
            label={t('block.reason')}
            description={t('block.reasonHint')}
            required
            autosize
            minRows={3}
            maxRows={8}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('action.cancel')}
            </Button>
            <Button type="submit" color="red" loading={blocking.isPending} data-trace="block user">
              {t('block.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
