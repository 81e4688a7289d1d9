import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { acceptInvitation, type InspectedCode } from '../api/identity';
import { useFormat } from '../i18n/format';
import { startSession } from '../session/start-session';
import { Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { NewPassword } from '../ui/NewPassword';
import { useFieldProblems } from '../ui/use-field-problems';
import { AccountName } from './AccountName';
import { CodeGate, CodeRefused, codeRefusal } from './CodeGate';
import { EntryPage } from './EntryPage';
import { organizationRefusal } from './organization-refusal';
import { OrganizationRefused } from './OrganizationRefused';
import { useCode } from './use-code';
import { usePasswordRules } from './use-password-rules';

/** `/accept-invitation#code`: the invited person gives their names, chooses a password and is signed in. */
export function AcceptInvitation() {
  const code = useCode();
  return (
    <CodeGate code={code} purposes={['invitation']}>
      {(inspected) => <JoinForm code={code} inspected={inspected} />}
    </CodeGate>
  );
}

function JoinForm({ code, inspected }: { code: string; inspected: InspectedCode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { password, passwordProblem } = usePasswordRules();
  const required = (value: string) => (value.trim() ? null : t('field.required'));
  const form = useForm({
    initialValues: {
      firstName: inspected.firstName ?? '',
      lastName: inspected.lastName ?? '',
      password: '',
    },
    validate: { firstName: required, lastName: required, password },
  });
  const showProblems = useFieldProblems(form);
  const accepting = useMutation({
    mutationFn: (values: typeof form.values) => acceptInvitation({ code, ...values }),
    onSuccess: async (session) => {
      await startSession(queryClient, session);
      await router.navigate({ to: '/' });
    },
    onError: (error) => {
      showProblems(error);
      const problem = passwordProblem(error);
      if (problem) form.setFieldError('password', problem);
    },
  });
  const refusal = codeRefusal(accepting.error);
  const organization = organizationRefusal(accepting.error);
  if (organization) return <OrganizationRefused problem={organization} />;
  if (refusal) return <CodeRefused refusal={refusal} purpose="invitation" />;

  return (
    <EntryPage
      title={t('invitation.title', { organization: inspected.organizationName ?? '' })}
      lead={t('invitation.lead')}
      focus={false}
    >
      <form
        noValidate
        data-trace="accept invitation"
        aria-label={t('invitation.form')}
        onSubmit={form.onSubmit((values) => accepting.mutate(values))}
      >
        <Stack>
          {!passwordProblem(accepting.error) && <FormProblem error={accepting.error} />}
          <AccountName inspected={inspected} />
          <Group grow align="flex-start">
            <TextInput
              label={t('person.firstName')}
              autoComplete="given-name"
              maxLength={100}
              autoFocus
              {...form.getInputProps('firstName')}
            />
            <TextInput
              label={t('person.lastName')}
              autoComplete="family-name"
              maxLength={100}
              {...form.getInputProps('lastName')}
            />
          </Group>
          <NewPassword
            label={t('password.new')}
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <Button
            type="submit"
            fullWidth
            size="md"
            loading={accepting.isPending}
            data-trace="accept invitation"
          >
            {t('invitation.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('invitation.expires', { date: format.dateTime(inspected.expiresAt) })}
          </Text>
        </Stack>
      </form>
    </EntryPage>
  );
}
