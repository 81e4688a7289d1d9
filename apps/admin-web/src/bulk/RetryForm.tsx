import { useTranslation } from 'react-i18next';
import { Button, Group, PasswordInput, Stack, useForm } from '../ui/basics';

type RetryFormProps = {
  shown: string;
  danger: boolean;
  pending: boolean;
  onRetry: (ownPassword: string) => void;
};

/** What is confirmed with the own password is confirmed each time that it is tried. */
export function RetryForm({ shown, danger, pending, onRetry }: RetryFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { ownPassword: '' },
    validate: { ownPassword: (value) => (value ? null : t('field.required')) },
  });
  return (
    <form
      noValidate
      data-trace="retry job"
      onSubmit={form.onSubmit(({ ownPassword }) => {
        form.reset();
        onRetry(ownPassword);
      })}
    >
      <Stack gap="xs">
        <PasswordInput
          label={t('bulk.ownPassword')}
          required
          autoComplete="current-password"
          {...form.getInputProps('ownPassword')}
        />
        <Group>
          <Button
            type="submit"
            {...(danger ? { color: 'red' } : {})}
            loading={pending}
            data-trace="retry job"
          >
            {t('bulk.retry', { shown })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
