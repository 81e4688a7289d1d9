import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type InspectedCode, verifySignUp } from '../api/identity';
import { startSession } from '../session/start-session';
import { Button, Stack, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { NewPassword } from '../ui/NewPassword';
import { AccountName } from './AccountName';
import { CodeGate, CodeRefused, codeRefusal } from './CodeGate';
import { EntryPage } from './EntryPage';
import { useCode } from './use-code';
import { usePasswordRules } from './use-password-rules';

/** `/verify-email#code`: the address is proved, a password chosen, the organization made, the person signed in. */
export function VerifyEmail() {
  const code = useCode();
  return (
    <CodeGate code={code} purposes={['verify_email']}>
      {(inspected) => <ChoosePassword code={code} inspected={inspected} />}
    </CodeGate>
  );
}

function ChoosePassword({ code, inspected }: { code: string; inspected: InspectedCode }) {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { password, passwordProblem } = usePasswordRules();
  const form = useForm({ initialValues: { password: '' }, validate: { password } });
  const verifying = useMutation({
    mutationFn: (values: typeof form.values) => verifySignUp({ code, ...values }),
    onSuccess: async (session) => {
      await startSession(queryClient, session);
      await router.navigate({ to: '/' });
    },
    onError: (error) => {
      const problem = passwordProblem(error);
      if (problem) form.setFieldError('password', problem);
    },
  });
  const refusal = codeRefusal(verifying.error);
  if (refusal) return <CodeRefused refusal={refusal} purpose="verify_email" />;

  return (
    <EntryPage
      title={t('verifyEmail.title')}
      lead={t('verifyEmail.lead', { organization: inspected.organizationName ?? '' })}
      focus={false}
    >
      <form
        noValidate
        data-trace="verify e-mail"
        aria-label={t('verifyEmail.title')}
        onSubmit={form.onSubmit((values) => verifying.mutate(values))}
      >
        <Stack>
          {!passwordProblem(verifying.error) && <FormProblem error={verifying.error} />}
          <AccountName inspected={inspected} />
          <NewPassword
            label={t('password.new')}
            autoFocus
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <Button type="submit" fullWidth size="md" loading={verifying.isPending} data-trace="verify e-mail">
            {t('verifyEmail.submit')}
          </Button>
        </Stack>
      </form>
    </EntryPage>
  );
}
