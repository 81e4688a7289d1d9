import { IconMailCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { forgotPassword } from '../api/identity';
import { useRuntime } from '../runtime';
import { Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { RouterLink } from '../ui/RouterLink';
import { EntryPage } from './EntryPage';

/** `/forgot-password`: asks for a link by mail. What comes is the same whether or not there is such an account (C8). */
export function ForgotPassword() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { identifier: '' },
    validate: { identifier: (value) => (value.trim() ? null : t('field.required')) },
  });
  const asking = useMutation({
    mutationFn: (values: typeof form.values) => forgotPassword({ identifier: values.identifier.trim() }),
  });
  if (asking.isSuccess)
    return <Sent identifier={asking.variables.identifier.trim()} onAgain={asking.reset} />;

  return (
    <EntryPage title={t('forgot.title')} lead={t('forgot.lead')} focus={false}>
      <form
        noValidate
        data-trace="forgot password"
        aria-label={t('forgot.title')}
        onSubmit={form.onSubmit((values) => asking.mutate(values))}
      >
        <Stack>
          <FormProblem error={asking.error} />
          <TextInput
            label={t('signIn.identifier')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            autoFocus
            {...form.getInputProps('identifier')}
          />
          <Button type="submit" fullWidth size="md" loading={asking.isPending} data-trace="forgot password">
            {t('forgot.submit')}
          </Button>
        </Stack>
      </form>
      <BackToSignIn />
    </EntryPage>
  );
}

function Sent({ identifier, onAgain }: { identifier: string; onAgain: () => void }) {
  const { t } = useTranslation();
  const { mailPage } = useRuntime();
  return (
    <EntryPage
      title={t('forgot.sent.title')}
      lead={t('forgot.sent.text', { identifier })}
      icon={<IconMailCheck size={36} stroke={1.5} aria-hidden />}
    >
      <Text c="dimmed">{t('forgot.sent.hint')}</Text>
      <Group>
        {mailPage && (
          <Button component="a" href={mailPage} target="_blank" rel="noreferrer">
            {t('entry.mailPage')}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('forgot.sent.again')}
        </Button>
      </Group>
      <BackToSignIn />
    </EntryPage>
  );
}

function BackToSignIn() {
  const { t } = useTranslation();
  return (
    <Text>
      <RouterLink to="/sign-in" search={{ to: '/' }} inherit underline="always">
        {t('forgot.back')}
      </RouterLink>
    </Text>
  );
}
