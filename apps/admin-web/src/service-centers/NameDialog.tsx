import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, Group, Stack, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';

type NameDialogProps = {
  title: string;
  submit: string;
  name?: string;
  maxLength?: number;
  command: UseMutationResult<unknown, Error, string>;
  onClose: () => void;
};

/** Asks for a name: of something new, or another one for something that is there. */
export function NameDialog({ title, submit, name = '', maxLength = 200, command, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form
        noValidate
        aria-label={title}
        onSubmit={form.onSubmit((values) => command.mutate(values.name.trim(), { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={command.error} />
          <TextInput
            label={t('centers.column.name')}
            required
            maxLength={maxLength}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={command.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
