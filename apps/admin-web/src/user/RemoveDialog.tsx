import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removeUser } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { presenceQuery } from '../api/session-queries';
import { OwnPassword } from '../session/OwnPassword';
import { isWrongPassword } from '../session/wrong-password';
import { Alert, Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName, type NamedUser } from '../users/display-name';
import { Presence } from './Presence';
import { useUserCommand } from './use-user-command';

/** Removes a user for ever, after the own password; whoever is online is signed out with it (L8). */
export function RemoveDialog({ user, onClose }: { user: NamedUser; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const presence = presenceQuery(user.userId);
  const online = useQuery(presence).data?.online ?? false;
  const name = displayName(user);
  const form = useForm({
    initialValues: { reason: '', password: '' },
    validate: { password: (value) => (value ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const removing = useUserCommand(
    ({ reason, password }: typeof form.values) =>
      removeUser(user.userId, { reason: reason.trim() || null, password, signOutFirst: online }),
    { userId: user.userId, success: t('remove.done', { name }), onDone: onClose },
  );
  const onError = (error: Error) => {
    showProblems(error);
    // They came while the dialog was open: the button says from now on what it takes.
    if (error instanceof ApiProblem && error.is('user.online'))
      void queryClient.invalidateQueries({ queryKey: presence.queryKey });
    if (!isWrongPassword(error)) return;
    form.setValues({ password: '' });
    form.setFieldError('password', t('problem.password.wrong'));
    form.getInputNode('password')?.focus();
  };
  return (
    <Dialog opened onClose={onClose} title={t('remove.title', { name })}>
      <form
        noValidate
        data-trace="remove user"
        onSubmit={form.onSubmit((values) => removing.mutate(values, { onError }))}
      >
        <Stack>
          {!isWrongPassword(removing.error) && <FormProblem error={removing.error} />}
          <Text>{t('remove.consequences')}</Text>
          {online ? (
            <Alert color="orange" role="status" icon={<IconAlertTriangle aria-hidden />}>
              <Text>{t('remove.online', { name })}</Text>
            </Alert>
          ) : (
            <Presence userId={user.userId} />
          )}
          <Textarea
            label={t('remove.reason')}
            description={t('remove.reasonHint')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
          <OwnPassword {...form.getInputProps('password')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('action.cancel')}
            </Button>
            <Button type="submit" color="red" loading={removing.isPending} data-trace="remove user">
              {t(online ? 'remove.submitOnline' : 'remove.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
