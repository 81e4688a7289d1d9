import { IconMailCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openAccount } from '../api/identity';
import { languageNames, languages } from '../i18n/i18n';
import { useRuntime } from '../runtime';
import { Button, Group, NativeSelect, Stack, Text, TextInput, useForm } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { EntryPage } from './EntryPage';
import { FormProblem } from '../ui/FormProblem';
import { looksLikeEmail } from '../api/looks-like-email';
import { useFieldProblems } from '../ui/use-field-problems';

export function OpenAccount() {
  const { t, i18n } = useTranslation();
  const required = (value: string) => (value.trim() ? null : t('field.required'));
  const form = useForm({
    initialValues: {
      organizationName: '',
      firstName: '',
      lastName: '',
      email: '',
      language: languages.find((language) => language === i18n.language) ?? 'en',
    },
    validate: {
      organizationName: required,
      firstName: required,
      lastName: required,
      email: (value) => required(value) ?? (looksLikeEmail(value) ? null : t('field.email')),
    },
  });
  const opening = useMutation({
    mutationFn: (values: typeof form.values) => openAccount({ ...values, email: values.email.trim() }),
  });
  const showProblems = useFieldProblems(form);

  if (opening.isSuccess)
    return <LookIntoYourMail email={form.values.email.trim()} onBack={() => opening.reset()} />;
  return (
    <EntryPage title={t('openAccount.title')} lead={t('openAccount.lead')} focus={false}>
      <form
        noValidate
        data-trace="open account"
        aria-label={t('openAccount.title')}
        onSubmit={form.onSubmit((values) => opening.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={opening.error} />
          <TextInput
            label={t('openAccount.organization')}
            autoComplete="organization"
            maxLength={100}
            autoFocus
            {...form.getInputProps('organizationName')}
          />
          <Group grow align="flex-start">
            <TextInput
              label={t('person.firstName')}
              autoComplete="given-name"
              maxLength={100}
              {...form.getInputProps('firstName')}
            />
            <TextInput
              label={t('person.lastName')}
              autoComplete="family-name"
              maxLength={100}
              {...form.getInputProps('lastName')}
            />
          </Group>
          <TextInput
            type="email"
            label={t('person.email')}
            description={t('openAccount.emailHint')}
            autoComplete="email"
            maxLength={254}
            {...form.getInputProps('email')}
          />
          <NativeSelect
            label={t('person.language')}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            {...form.getInputProps('language')}
          />
          <Button type="submit" fullWidth size="md" loading={opening.isPending} data-trace="open account">
            {t('openAccount.submit')}
          </Button>
        </Stack>
      </form>
      <Text>
        {t('openAccount.haveAccount')}{' '}
        <RouterLink to="/sign-in" search={{ to: '/' }} inherit underline="always">
          {t('signIn.submit')}
        </RouterLink>
      </Text>
    </EntryPage>
  );
}

function LookIntoYourMail({ email, onBack }: { email: string; onBack: () => void }) {
  const { t } = useTranslation();
  const { mailPage } = useRuntime();
  return (
    <EntryPage
      title={t('openAccount.sent.title')}
      lead={t('openAccount.sent.text', { email })}
      icon={<IconMailCheck size={36} stroke={1.5} aria-hidden />}
    >
      <Text c="dimmed">{t('openAccount.sent.hint')}</Text>
      <Group>
        {mailPage && (
          <Button component="a" href={mailPage} target="_blank" rel="noreferrer">
            {t('entry.mailPage')}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t('openAccount.sent.back')}
        </Button>
      </Group>
    </EntryPage>
  );
}
