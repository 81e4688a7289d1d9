import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyServiceCenters, previewCopy } from '../api/service-centers';
import { ApiProblem } from '../api/problem';
import { HelpNote } from '../help/HelpNote';
import { Alert, Button, Group, Radio, Skeleton, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { UserSelect } from '../users/UserSelect';
import { countsOf } from './binding';
import { CopyPreviewTable } from './CopyPreviewTable';
import { useBindingCommand } from './use-binding-command';

type CopyDialogProps = {
  userId: string;
  name: string;
  /** Why the user may not receive anything; `null` where they may. */
  refused: string | null;
  onClose: () => void;
};
type Someone = { userId: string; name: string };

/**
 * A user receives the customers and entities of another (A10): choose whom from or, from the source, who receives; see
 * what would change, then copy.
 */
export function CopyDialog({ userId, name, refused, onClose }: CopyDialogProps) {
  const { t } = useTranslation();
  const [direction, setDirection] = useState<'to' | 'from'>(refused ? 'from' : 'to');
  const [other, setOther] = useState<Someone | null>(null);
  const user = { userId, name };
  const [source, receiver] = direction === 'to' ? [other, user] : [user, other];
  const preview = useQuery({
    queryKey: ['user', receiver?.userId, 'copy-preview', source?.userId],
    queryFn: () => previewCopy(receiver?.userId ?? '', source?.userId ?? ''),
    enabled: other !== null,
    staleTime: Infinity,
    gcTime: 0,
  });
  const counts = preview.data && countsOf(preview.data);
  const copying = useBindingCommand(
    receiver?.userId ?? userId,
    (body: Parameters<typeof copyServiceCenters>[1]) => copyServiceCenters(receiver?.userId ?? '', body),
    ({ added, extended }) => {
      toastSuccess(t('copy.done', { name: receiver?.name, count: added + extended }));
      onClose();
    },
  );
  // The failed command has made the preview be read anew.
  const outdated = copying.error instanceof ApiProblem && copying.error.is('service_center.copy_changed');
  return (
    <Dialog opened onClose={onClose} size="xl" title={t(`copy.title.${direction}`, { name })}>
      <Stack>
        <HelpNote about={['copyCenters']} />
        <Text c="dimmed">{t('copy.lead')}</Text>
        <Radio.Group
          label={t('copy.direction')}
          description={refused}
          value={direction}
          onChange={(next) => {
            copying.reset();
            setDirection(next === 'from' ? 'from' : 'to');
          }}
        >
          <Group gap="lg" mt={6}>
            <Radio value="to" label={t('copy.direction.to', { name })} disabled={Boolean(refused)} />
            <Radio value="from" label={t('copy.direction.from', { name })} />
          </Group>
        </Radio.Group>
        <UserSelect
          label={t(direction === 'to' ? 'copy.source' : 'copy.receiver')}
          description={t(direction === 'to' ? 'copy.sourceHint' : 'copy.receiverHint')}
          except={userId}
          value={other?.userId ?? null}
          onChange={(_, option) => {
            copying.reset();
            setOther(option && { userId: option.value, name: option.label });
          }}
        />
        {outdated ? (
          <Alert color="orange" role="alert" title={t('copy.changed')} />
        ) : (
          <FormProblem error={copying.error ?? preview.error} />
        )}
        {other && preview.isPending && (
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
              if (source && preview.data)
                copying.mutate({ sourceId: source.userId, fingerprint: preview.data.fingerprint });
            }}
          >
            {t('copy.submit', { count: counts?.changed ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
