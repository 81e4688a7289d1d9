import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addParts } from '../api/service-centers';
import { useOnce } from '../api/use-once';
import { Button, Group, Stack, Text, Textarea } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';

type AddPartsDialogProps = { serviceCenterId: string; kind: 'customer' | 'entity'; onClose: () => void };

const namesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Adds customers or service entities, a name a line, and says what became of each. */
export function AddPartsDialog({ serviceCenterId, kind, onClose }: AddPartsDialogProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const names = namesOf(typed);
  const once = useOnce();
  const adding = useMutation({
    mutationFn: () => once((key) => addParts(serviceCenterId, { kind, names }, key)),
    onSuccess: ({ outcomes }) => {
      void queryClient.invalidateQueries({ queryKey: ['service-center', serviceCenterId] });
      if (outcomes.every(({ outcome }) => outcome === 'added')) onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t(`parts.add.${kind}`)}>
      <form
        noValidate
        aria-label={t(`parts.add.${kind}`)}
        data-trace="add parts"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(names.length === 0);
          if (names.length > 0) adding.mutate();
        }}
      >
        <Stack>
          <FormProblem error={adding.error} />
          <Textarea
            label={t('parts.names')}
            description={t('parts.namesHint')}
            required
            autosize
            minRows={4}
            maxRows={10}
            data-autofocus
            value={typed}
            error={missing ? t('field.required') : null}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <div role="status">
            {adding.data && (
              <ul>
                {adding.data.outcomes.map(({ name, outcome }) => (
                  <li key={name}>
                    <Text span size="sm">
                      {name}: {t(`parts.outcome.${outcome}`)}
                    </Text>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(adding.data ? 'action.done' : 'action.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {t('parts.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
