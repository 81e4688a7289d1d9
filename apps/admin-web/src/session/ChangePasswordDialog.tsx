import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../api/identity';
import { sessionQuery } from '../api/queries';
import { usePasswordRules } from '../entry/use-password-rules';
import { Button, Group, PasswordInput, Stack, Text, useForm, VisuallyHidden } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { NewPassword } from '../ui/NewPassword';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { ApiProblem } from '../api/problem';
import { useSignedIn } from './me-context';

/** Changes one's own password; one's other sessions end. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const queryClient = useQueryClient();
  const { password } = usePasswordRules();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value ? null : t('field.required')),
      newPassword: password,
    },
  });
  const showProblems = useFieldProblems(form);
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: async (changed) => {
      queryClient.setQueryData(sessionQuery.queryKey, changed);
      toastSuccess(t('changePassword.done'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['account'] });
    },
    onError: (error) => {
      showProblems(error);
      if (error instanceof ApiProblem && error.is('password.wrong'))
        form.setFieldError('currentPassword', t('problem.password.wrong'));
    },
  });
  const beside = Object.keys(form.errors).length > 0;
  return (
    <Dialog opened onClose={onClose} title={t('changePassword.title')}>
      <form
        noValidate
        data-trace="change password"
        onSubmit={form.onSubmit((values) => changing.mutate(values))}
      >
        <Stack>
          {!beside && <FormProblem error={changing.error} />}
          <Text>{t('changePassword.consequences')}</Text>
          <VisuallyHidden aria-hidden>
            <input autoComplete="username" name="username" value={session.email} readOnly tabIndex={-1} />
          </VisuallyHidden>
          <PasswordInput
            label={t('changePassword.current')}
            autoComplete="current-password"
            maxLength={128}
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), tabIndex: 0 }}
            {...form.getInputProps('currentPassword')}
          />
          <NewPassword
            label={t('password.new')}
            {...form.getInputProps('newPassword')}
            value={form.values.newPassword}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={changing.isPending} data-trace="change password">
              {t('changePassword.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
