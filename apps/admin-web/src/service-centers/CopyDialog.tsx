import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyServiceCenters, previewCopy } from '../api/service-centers';
import { ApiProblem } from '../api/problem';
import { HelpNote } from '../help/HelpNote';
import { Alert, Button, Group, Skeleton, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { UserSelect } from '../users/UserSelect';
import { countsOf } from './binding';
import { CopyPreviewTable } from './CopyPreviewTable';
import { useBindingCommand } from './use-binding-command';

type CopyDialogProps = { userId: string; name: string; onClose: () => void };

/** A user receives the customers and entities of another: choose whom from, see what would change, then copy (A10). */
export function CopyDialog({ userId, name, onClose }: CopyDialogProps) {
  const { t } = useTranslation();
  const [sourceId, setSourceId] = useState<string | null>(null);
  const preview = useQuery({
    queryKey: ['user', userId, 'copy-preview', sourceId],
    queryFn: () => previewCopy(userId, sourceId ?? ''),
    enabled: sourceId !== null,
    staleTime: Infinity,
    gcTime: 0,
  });
  const counts = preview.data && countsOf(preview.data);
  const copying = useBindingCommand(
    userId,
    (body: Parameters<typeof copyServiceCenters>[1]) => copyServiceCenters(userId, body),
    ({ added, extended }) => {
      toastSuccess(t('copy.done', { name, count: added + extended }));
      onClose();
    },
  );
  // The failed command has made the preview be read anew.
  const outdated = copying.error instanceof ApiProblem && copying.error.is('service_center.copy_changed');
  return (
    <Dialog opened onClose={onClose} size="xl" title={t('copy.title', { name })}>
      <Stack>
        <HelpNote about={['copyCenters']} />
        <Text c="dimmed">{t('copy.lead')}</Text>
        <UserSelect
          label={t('copy.source')}
          description={t('copy.sourceHint')}
          except={userId}
          value={sourceId}
          onChange={(next) => {
            copying.reset();
            setSourceId(next);
          }}
        />
        {outdated ? (
          <Alert color="orange" role="alert" title={t('copy.changed')} />
        ) : (
          <FormProblem error={copying.error ?? preview.error} />
        )}
        {sourceId && preview.isPending && (
          <Stack role="status" aria-label={t('state.loading')}>
            <Skeleton height={44} />
            <Skeleton height={44} />
          </Stack>
        )}
        {preview.data && counts && (
          <>
            <Text role="status" fw={600}>
              {preview.data.items.length === 0 ? t('copy.nothing') : t('copy.summary', counts)}
            </Text>
            {preview.data.items.length > 0 && <CopyPreviewTable items={preview.data.items} />}
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            disabled={!counts?.changed || preview.isFetching}
            loading={copying.isPending}
            data-trace="copy service centers"
            onClick={() => {
              if (sourceId && preview.data)
                copying.mutate({ sourceId, fingerprint: preview.data.fingerprint });
            }}
          >
            {t('copy.submit', { count: counts?.changed ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
