import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ServiceCenter, shareServiceCenter } from '../api/service-centers';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FilterChip } from '../ui/FilterChip';
import { FormProblem } from '../ui/FormProblem';
import { OrganizationSelect } from '../users/OrganizationSelect';

/** Chooses the organizations that a service center is shared with. */
export function ShareDialog({ center, onClose }: { center: ServiceCenter; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<{ organizationId: string; name: string }[]>(center.sharedWith);
  const sharing = useMutation({
    mutationFn: () =>
      shareServiceCenter(center.serviceCenterId, {
        version: center.version,
        organizationIds: chosen.map((one) => one.organizationId),
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['service-center', center.serviceCenterId] }),
  });
  return (
    <Dialog opened onClose={onClose} title={t('share.open')}>
      <Stack>
        <FormProblem error={sharing.error} />
        <Text c="dimmed">{t('share.hint')}</Text>
        <OrganizationSelect
          label={t('share.add')}
          value={null}
          onChange={(organizationId, option) => {
            if (!organizationId || chosen.some((one) => one.organizationId === organizationId)) return;
            setChosen([...chosen, { organizationId, name: option?.label ?? organizationId }]);
          }}
        />
        <Group gap={6} role="group" aria-label={t('share.title')}>
          {chosen.map(({ organizationId, name }) => (
            <FilterChip
              key={organizationId}
              label={name}
              onRemove={() => setChosen(chosen.filter((one) => one.organizationId !== organizationId))}
            />
          ))}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            loading={sharing.isPending}
            onClick={() => sharing.mutate()}
            data-trace="share service center"
          >
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
