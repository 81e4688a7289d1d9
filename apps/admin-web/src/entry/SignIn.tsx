import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { useRuntime } from '../runtime';
import { startSession } from '../session/start-session';
import { Button, PasswordInput, Stack, Text, TextInput, useForm } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { EntryPage } from './EntryPage';
import { KeyUsers } from './KeyUsers';
import { SignInRefusal } from './SignInRefusal';

/** The code with which a spent one-off password is changed; `null` where something else was refused. */
function passwordCodeOf(error: Error): string | null {
  if (!(error instanceof ApiProblem) || !error.is('sign_in.password_change_required')) return null;
  const { passwordCode } = error.extensions;
  return typeof passwordCode === 'string' ? passwordCode : null;
}

const route = getRouteApi('/entry/sign-in');

export function SignIn() {
  const { t } = useTranslation();
  const { environment, mailPage } = useRuntime();
  const { to } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { identifier: '', password: '' },
    validate: {
      identifier: (value) => (value.trim() ? null : t('field.required')),
      password: (value) => (value ? null : t('field.required')),
    },
  });
  const signingIn = useMutation({
    mutationFn: (values: typeof form.values) => signIn({ ...values, identifier: values.identifier.trim() }),
    onSuccess: async (session) => {
      await startSession(queryClient, session);
      router.history.push(to);
    },
    onError: async (error) => {
      const code = passwordCodeOf(error);
      // Good for one sign-in, which was this one (C5). The code stands behind the `#`, as in a mailed link.
      if (code) return router.navigate({ to: '/set-password', hash: `code=${code}` });
      form.setFieldValue('password', '');
      form.getInputNode('password')?.focus();
    },
  });

  return (
    <EntryPage title={t('signIn.title')} lead={t('signIn.environmentHint', { environment })} focus={false}>
      <form
        noValidate
        data-trace="sign in"
        aria-label={t('signIn.title')}
        onSubmit={form.onSubmit((values) => signingIn.mutate(values))}
      >
        <Stack>
          {signingIn.error && <SignInRefusal error={signingIn.error} />}
          <TextInput
            label={t('signIn.identifier')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            autoFocus
            {...form.getInputProps('identifier')}
          />
          <PasswordInput
            label={t('password.label')}
            autoComplete="current-password"
            maxLength={128}
            visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
          <Text size="sm">
            <RouterLink to="/forgot-password" inherit underline="always">
              {t('signIn.forgot')}
            </RouterLink>
          </Text>
          <Button type="submit" fullWidth size="md" loading={signingIn.isPending} data-trace="sign in">
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <Stack gap={6}>
        <Text>
          {t('signIn.noAccount')}{' '}
          <RouterLink to="/open-account" inherit underline="always">
            {t('signIn.openAccount')}
          </RouterLink>
        </Text>
        <KeyUsers />
        {mailPage && (
          <Text size="sm">
            <a href={mailPage} target="_blank" rel="noreferrer">
              {t('entry.mailPage')}
            </a>
          </Text>
        )}
      </Stack>
    </EntryPage>
  );
}
