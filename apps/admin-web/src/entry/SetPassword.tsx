import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type InspectedCode, setPassword } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { startSession } from '../session/start-session';
import { Button, Stack, Text, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { NewPassword } from '../ui/NewPassword';
import { AccountName } from './AccountName';
import { CodeGate, CodeRefused, codeRefusal } from './CodeGate';
import { EntryPage } from './EntryPage';
import { organizationRefusal } from './organization-refusal';
import { OrganizationRefused } from './OrganizationRefused';
import { type PasswordPurpose, passwordPurposes } from './purposes';
import { SignInRefusal } from './SignInRefusal';
import { useCode } from './use-code';
import { usePasswordRules } from './use-password-rules';

/** `/set-password#code`: somebody who was welcomed, whose password was reset or forgotten, or who has spent a one-off password. */
export function SetPassword() {
  const code = useCode();
  return (
    <CodeGate code={code} purposes={passwordPurposes}>
      {(inspected) => <ChoosePassword code={code} inspected={inspected} />}
    </CodeGate>
  );
}

function ChoosePassword({ code, inspected }: { code: string; inspected: InspectedCode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { password, passwordProblem } = usePasswordRules();
  const form = useForm({ initialValues: { password: '' }, validate: { password } });
  const setting = useMutation({
    mutationFn: (values: typeof form.values) => setPassword({ code, ...values }),
    onSuccess: async (session) => {
      await startSession(queryClient, session);
      await router.navigate({ to: '/' });
    },
    onError: (error) => {
      const problem = passwordProblem(error);
      if (problem) form.setFieldError('password', problem);
    },
  });
  const purpose = inspected.purpose as PasswordPurpose;
  const refusal = codeRefusal(setting.error);
  const organization = organizationRefusal(setting.error);
  if (organization) return <OrganizationRefused problem={organization} />;
  if (refusal) return <CodeRefused refusal={refusal} purpose={purpose} />;

  return (
    <EntryPage
      title={t(`setPassword.title.${purpose}`, { organization: inspected.organizationName ?? '' })}
      lead={t(`setPassword.lead.${purpose}`)}
      focus={false}
    >
      <form
        noValidate
        data-trace="set password"
        aria-label={t(`setPassword.title.${purpose}`, { organization: inspected.organizationName ?? '' })}
        onSubmit={form.onSubmit((values) => setting.mutate(values))}
      >
        <Stack>
          {!passwordProblem(setting.error) && <Refusal error={setting.error} />}
          <AccountName inspected={inspected} />
          <NewPassword
            label={t('password.new')}
            autoFocus
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <Button type="submit" fullWidth size="md" loading={setting.isPending} data-trace="set password">
            {t('setPassword.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('setPassword.until', { date: format.dateTime(inspected.expiresAt) })}
          </Text>
        </Stack>
      </form>
    </EntryPage>
  );
}

/** Whoever has the link has proven who they are: what keeps them out is told as at the sign-in (C2). */
function Refusal({ error }: { error: Error | null }) {
  const told = error instanceof ApiProblem && error.code.startsWith('sign_in.');
  return told ? <SignInRefusal error={error} /> : <FormProblem error={error} />;
}
