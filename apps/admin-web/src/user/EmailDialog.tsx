import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeEmail, type UserProfile } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { userQuery } from '../api/queries';
import { Alert, Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { RouterLink } from '../ui/RouterLink';
import { toastNotice, toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { normalForm, oddities } from './email-form';

/** Puts another address in place of a wrong one, and says as one types what is odd about it (L4). */
export function EmailDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const name = displayName(user);
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const { email } = form.values;
  const odd = oddities(email);
  const changing = useMutation({
    mutationFn: (values: typeof form.values) => changeEmail(user.userId, values),
    onSuccess: async (_, values) => {
      const wanted = normalForm(values.email);
      await queryClient.invalidateQueries({ queryKey: ['user', user.userId] });
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      const now = await queryClient.fetchQuery(userQuery(user.userId));
      // The answer is one for all; only the profile says whether a stranger has the address.
      if (now.email === wanted) toastSuccess(t('changeEmail.done', { name, email: wanted }));
      else toastNotice(t('changeEmail.unchanged', { name, email: wanted }));
      onClose();
    },
  });
  const { error } = changing;
  const holderId =
    error instanceof ApiProblem && error.is('user.email_taken') ? String(error.extensions.userId) : null;
  return (
    <Dialog opened onClose={onClose} title={t('changeEmail.title', { name })}>
      <form
        noValidate
        data-trace="change e-mail"
        onSubmit={form.onSubmit((values) => changing.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={error} />
          {holderId && (
            <RouterLink to="/users/$userId" params={{ userId: holderId }}>
              {t('changeEmail.holder')}
            </RouterLink>
          )}
          <Text>
            {t(user.status === 'pending' ? 'changeEmail.consequencesNew' : 'changeEmail.consequences')}
          </Text>
          <TextInput label={t('changeEmail.old')} value={user.email} readOnly variant="filled" />
          <TextInput
            label={t('changeEmail.new')}
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={254}
            data-autofocus
            {...form.getInputProps('email')}
          />
          <div role="status">
            {odd.length > 0 && (
              <Alert color="orange">
                {odd.map(({ kind, letters }) => (
                  <Text key={kind}>{t(`changeEmail.odd.${kind}`, { letters })}</Text>
                ))}
                <Text>{t('changeEmail.taken', { email: normalForm(email) })}</Text>
              </Alert>
            )}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={changing.isPending} data-trace="change e-mail">
              {t('changeEmail.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
