import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dialogueLimitQuery } from '../api/dialogues';
import { useFormat } from '../i18n/format';
import { withActTexts } from '../i18n/i18n';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { ErrorState } from '../ui/States';
import { useReason } from '../user/decision-text';
import { LoadBar } from './LoadBar';
import { OperatorStateBadge } from './OperatorStateBadge';

const LimitDialog = lazy(() =>
  withActTexts(import('./LimitDialog').then((module) => ({ default: module.LimitDialog }))),
);

/** How many dialogues a chat operator may have at once, with the way to change it (A13). */
export function LimitPanel({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  const limit = useQuery(dialogueLimitQuery(userId));
  const [editing, setEditing] = useState(false);
  if (limit.error && !limit.data)
    return <ErrorState error={limit.error} onRetry={() => void limit.refetch()} />;
  if (!limit.data) return <Skeleton height={110} aria-hidden />;
  const { maximum, open, state, change } = limit.data;
  return (
    <Panel
      title={t('limit.title')}
      actions={
        <RefusableButton
          variant="default"
          size="compact-sm"
          leftSection={<IconPencil size={14} aria-hidden />}
          refused={reason(change)}
          onClick={() => setEditing(true)}
        >
          {t('limit.change')}
        </RefusableButton>
      }
    >
      <Stack gap={8} my={6}>
        <Group justify="space-between">
          <Text>
            {t('limit.maximum')}: <strong>{format.number(maximum)}</strong>
          </Text>
          <OperatorStateBadge state={state} />
        </Group>
        <LoadBar label={t('dialogues.loadOf', { name })} open={open} maximum={maximum} />
      </Stack>
      <Suspense fallback={null}>
        {editing && <LimitDialog name={name} limit={limit.data} onClose={() => setEditing(false)} />}
      </Suspense>
    </Panel>
  );
}
