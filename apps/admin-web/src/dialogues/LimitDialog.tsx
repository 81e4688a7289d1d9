import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DialogueLimit, dialogueKeys, setDialogueLimit } from '../api/dialogues';
import { useFormat } from '../i18n/format';
import { Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';

type LimitDialogProps = { name: string; limit: DialogueLimit; onClose: () => void };

const bounds = { least: 0, most: 10_000 };

/** What somebody typed, as a maximum; `null` for anything else. */
function readMaximum(typed: string): number | null {
  const maximum = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : NaN;
  return maximum <= bounds.most ? maximum : null;
}

/** Sets how many dialogues a chat operator may have at once. */
export function LimitDialog({ name, limit, onClose }: LimitDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const shown = { least: format.number(bounds.least), most: format.number(bounds.most) };
  const form = useForm({
    initialValues: { maximum: String(limit.maximum) },
    validate: {
      maximum: (typed) => (readMaximum(typed) === null ? t('policy.outside', shown) : null),
    },
  });
  const showProblems = useFieldProblems(form);
  const setting = useMutation({
    mutationFn: ({ maximum }: typeof form.values) =>
      setDialogueLimit(limit.userId, { maximum: readMaximum(maximum) ?? 0, version: limit.version }),
    onSuccess: () => {
      toastSuccess(t('limit.done', { name }));
      onClose();
    },
    onError: showProblems,
    // Also where somebody was faster: their maximum shows behind the dialog, and saving again replaces it.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['user', limit.userId] }),
        queryClient.invalidateQueries({ queryKey: dialogueKeys }),
      ]),
  });
  return (
    <Dialog opened onClose={onClose} title={t('limit.of', { name })}>
      <form
        noValidate
        data-trace="set maximum of dialogues"
        onSubmit={form.onSubmit((values) => setting.mutate(values))}
      >
        <Stack>
          <FormProblem error={setting.error} />
          <Text>{t('limit.help')}</Text>
          <TextInput
            label={t('limit.maximum')}
            description={t('policy.range', shown)}
            inputMode="numeric"
            required
            data-autofocus
            {...form.getInputProps('maximum')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={setting.isPending} data-trace="set maximum of dialogues">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
