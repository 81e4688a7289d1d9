import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dealDialogue, dialogueKeys } from '../api/dialogues';
import { useOnce } from '../api/use-once';
import { Button, Group, Stack, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { NobodyFree, nobodyFree } from './NobodyFree';

type DealDialogProps = { organization: { organizationId: string; name: string }; onClose: () => void };

/** Deals a new dialogue, and says to whom it went, or why it could not. */
export function DealDialog({ organization, onClose }: DealDialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm({ initialValues: { reference: '' } });
  const showProblems = useFieldProblems(form);
  const once = useOnce();
  const dealing = useMutation({
    mutationFn: ({ reference }: typeof form.values) =>
      once((key) => dealDialogue(organization.organizationId, { reference: reference.trim() || null }, key)),
    onSuccess: ({ dialogue: { operator } }) => {
      toastSuccess(
        operator ? t('dialogues.deal.done', { name: operator.name }) : t('dialogues.deal.doneHidden'),
      );
      onClose();
    },
    onError: showProblems,
    onSettled: () => queryClient.invalidateQueries({ queryKey: dialogueKeys }),
  });
  const free = nobodyFree(dealing.error);
  return (
    <Dialog opened onClose={onClose} title={t('dialogues.deal.title', { name: organization.name })}>
      <form
        noValidate
        data-trace="deal dialogue"
        onSubmit={form.onSubmit((values) => dealing.mutate(values))}
      >
        <Stack>
          {free ? <NobodyFree {...free} /> : <FormProblem error={dealing.error} />}
          <TextInput
            label={t('dialogues.reference')}
            description={t('dialogues.referenceHint')}
            maxLength={200}
            data-autofocus
            {...form.getInputProps('reference')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={dealing.isPending} data-trace="deal dialogue">
              {t('dialogues.deal.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
