import { useTranslation } from 'react-i18next';
import { reportToSupport, type UserProfile } from '../api/identity';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { useUserCommand } from './use-user-command';

/** Writes to support about a user name that is wrong: it never changes here (L4). */
export function ReportDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const form = useForm({
    initialValues: { text: t('report.prefill', { name, userName: user.userName }) },
    validate: { text: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const reporting = useUserCommand((values: typeof form.values) => reportToSupport(user.userId, values), {
    userId: user.userId,
    success: t('report.done', { name }),
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t('report.title')}>
      <form
        noValidate
        data-trace="report to support"
        onSubmit={form.onSubmit((values) => reporting.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={reporting.error} />
          <Text>{t('report.text')}</Text>
          <Textarea
            label={t('report.message')}
            required
            autosize
            minRows={3}
            maxRows={10}
            maxLength={4000}
            data-autofocus
            {...form.getInputProps('text')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={reporting.isPending} data-trace="report to support">
              {t('report.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
