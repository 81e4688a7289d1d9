import { IconBuildingWarehouse, IconCopy, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userServiceCentersQuery } from '../api/access-queries';
import type { Binding } from '../api/service-centers';
import { HelpButton } from '../help/HelpButton';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { RefusableButton } from '../ui/RefusableButton';
import { EmptyState, ErrorState } from '../ui/States';
import { useReason } from '../user/decision-text';
import { BindingRow } from './BindingRow';
import classes from './UserCentersTab.module.css';

const BindDialog = lazy(() => import('./BindDialog').then((module) => ({ default: module.BindDialog })));
const CopyDialog = lazy(() => import('./CopyDialog').then((module) => ({ default: module.CopyDialog })));
const UnbindDialog = lazy(() =>
  import('./UnbindDialog').then((module) => ({ default: module.UnbindDialog })),
);

type Open = { dialog: 'bind' | 'copy' } | { dialog: 'change' | 'unbind'; binding: Binding };

/** The service centers that a user is bound to, each with its lock (A6, A7), and copying them from another user (A10). */
export function UserCentersTab({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation();
  const reason = useReason();
  const { may } = useSignedIn();
  const centers = useQuery(userServiceCentersQuery(userId));
  const [open, setOpen] = useState<Open | null>(null);
  if (centers.error && !centers.data)
    return <ErrorState error={centers.error} onRetry={() => void centers.refetch()} />;
  if (!centers.data)
    return (
      <Stack aria-hidden maw={980}>
        {[0, 1, 2].map((index) => (
          <Skeleton key={index} height={58} />
        ))}
      </Stack>
    );
  const { items, bind } = centers.data;
  const refused = reason(bind);
  const acts = (
    <>
      <RefusableButton
        leftSection={<IconPlus size={16} aria-hidden />}
        refused={refused}
        onClick={() => setOpen({ dialog: 'bind' })}
      >
        {t('bind.open')}
      </RefusableButton>
      <RefusableButton
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        // Who may not receive may still be the source.
        refused={may('user.access') ? null : refused}
        onClick={() => setOpen({ dialog: 'copy' })}
      >
        {t('copy.open')}
      </RefusableButton>
      <HelpButton
        what={t('user.tab.centers')}
        about={['ownCenter', 'copyCenters', 'hiddenAccount', 'delegate']}
      />
    </>
  );
  const close = () => setOpen(null);
  return (
    <Stack>
      {items.length === 0 ? (
        <EmptyState
          icon={IconBuildingWarehouse}
          title={t('centers.unbound.title')}
          description={t('centers.unbound.text')}
        >
          {acts}
        </EmptyState>
      ) : (
        <>
          <Group maw={980} justify="space-between">
            <Text size="sm" c="dimmed" maw={480}>
              {t('lock.help')}
            </Text>
            <Group gap="sm">{acts}</Group>
          </Group>
          <ul className={classes.list} aria-label={t('user.tab.centers')}>
            {items.map((binding) => (
              <BindingRow
                key={binding.serviceCenterId}
                userId={userId}
                binding={binding}
                onChange={() => setOpen({ dialog: 'change', binding })}
                onUnbind={() => setOpen({ dialog: 'unbind', binding })}
              />
            ))}
          </ul>
        </>
      )}
      <Suspense fallback={null}>
        {open?.dialog === 'bind' && <BindDialog userId={userId} name={name} onClose={close} />}
        {open?.dialog === 'change' && (
          <BindDialog userId={userId} name={name} center={open.binding} onClose={close} />
        )}
        {open?.dialog === 'unbind' && (
          <UnbindDialog userId={userId} name={name} binding={open.binding} onClose={close} />
        )}
        {open?.dialog === 'copy' && (
          <CopyDialog userId={userId} name={name} refused={refused} onClose={close} />
        )}
      </Suspense>
    </Stack>
  );
}
