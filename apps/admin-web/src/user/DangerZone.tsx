import { IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { Group, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';

const RemoveDialog = lazy(() =>
  import('./RemoveDialog').then((module) => ({ default: module.RemoveDialog })),
);

/** What cannot be taken back, apart from everything else (L8). */
export function DangerZone({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  if (!may('user.remove') || user.status === 'removed') return null;
  const mirroring = session.mirroring ? t('problem.mirroring.not_allowed') : null;
  return (
    <Panel title={t('remove.zone')}>
      <Group justify="space-between" gap="md">
        <Text c="dimmed" size="sm" maw={460}>
          {t('remove.zoneText')}
        </Text>
        <RefusableButton
          variant="light"
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          refused={mirroring ?? refusal(access, 'user.remove')}
          onClick={() => setOpen(true)}
        >
          {t('remove.open')}
        </RefusableButton>
      </Group>
      {open && (
        <Suspense fallback={null}>
          <RemoveDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
