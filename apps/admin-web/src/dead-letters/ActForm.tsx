import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';

type ActFormProps = {
  /** What the trace of the click is called. */
  trace: string;
  consequences: string;
  submit: string;
  danger?: boolean;
  command: (reason: string) => Promise<{ count: number }>;
  done: (answer: { count: number }) => string;
  onBack: () => void;
  onDone: () => void;
  children?: ReactNode;
};

/** Asks for the reason of what is done with dead letters, which the history keeps. */
export function ActForm(props: ActFormProps) {
  const { trace, consequences, submit, danger = false, command, done, onBack, onDone, children } = props;
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : t('stuck.reason.missing')) },
  });
  const showProblems = useFieldProblems(form);
  const acting = useMutation({
    mutationFn: ({ reason }: typeof form.values) => command(reason.trim()),
    onSuccess: (answer) => {
      toastSuccess(done(answer));
      onDone();
    },
    onError: showProblems,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['dead-letters'] }),
  });
  return (
    <form noValidate data-trace={trace} onSubmit={form.onSubmit((values) => acting.mutate(values))}>
      <Stack>
        <FormProblem error={acting.error} />
        <Text>{consequences}</Text>
        {children}
        <Textarea
          label={t('stuck.reason')}
          description={t('stuck.reason.hint')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          required
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={acting.isPending}
            data-trace={trace}
            {...(danger && { color: 'red' })}
          >
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
