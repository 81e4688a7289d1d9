import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removePart, type ServiceCenter } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { toastSuccess } from '../ui/toast';
import { AddPartsDialog } from './AddPartsDialog';
import classes from './CenterPage.module.css';

type Part = ServiceCenter['customers'][number];
type PartsPanelProps = {
  center: ServiceCenter;
  kind: 'customer' | 'entity';
  parts: readonly Part[];
  refused: { add: string | null; remove: string | null };
};

const names = { customer: 'customers', entity: 'entities' } as const;

/** The customers or the service entities of a service center. */
export function PartsPanel({ center, kind, parts, refused }: PartsPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Part | null>(null);
  return (
    <Panel
      title={`${t(`centers.${names[kind]}.label`)} (${format.number(parts.length)})`}
      actions={
        <RefusableButton
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          refused={refused.add}
          onClick={() => setAdding(true)}
          aria-label={t(`parts.add.${kind}`)}
        >
          {t('parts.add')}
        </RefusableButton>
      }
    >
      {parts.length === 0 && (
        <Text c="dimmed" py={6}>
          {t(kind === 'customer' ? 'centers.noCustomers' : 'centers.noEntities')}
        </Text>
      )}
      <ul className={classes.parts} aria-label={t(`centers.${names[kind]}.label`)}>
        {parts.map((part) => (
          <li key={part.partId}>
            <span>{part.name}</span>
            <RefusableButton
              variant="subtle"
              color="gray"
              size="compact-sm"
              refused={refused.remove}
              onClick={() => setRemoving(part)}
              aria-label={t('parts.removeOf', { name: part.name })}
            >
              <IconX size={14} aria-hidden />
            </RefusableButton>
          </li>
        ))}
      </ul>
      {adding && (
        <AddPartsDialog
          serviceCenterId={center.serviceCenterId}
          kind={kind}
          onClose={() => setAdding(false)}
        />
      )}
      {removing && <RemoveDialog center={center} part={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  );
}

function RemoveDialog({ center, part, onClose }: { center: ServiceCenter; part: Part; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removePart(part.partId),
    onSuccess: ({ changedBindings }) => {
      toastSuccess(t('parts.removed', { name: part.name, count: changedBindings }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['service-center', center.serviceCenterId] }),
  });
  return (
    <Dialog opened onClose={onClose} title={t('parts.removeOf', { name: part.name })}>
      <Stack>
        <FormProblem error={removing.error} />
        <Text>{t('parts.removeConsequences')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t('parts.remove')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
