import { IconUserShield } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationAdministratorsQuery } from '../api/organization-queries';
import type { Administrator } from '../api/organizations';
import { Button, Group, Skeleton, Stack, Text, UnstyledButton } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { Initials } from '../ui/Initials';
import { LoadMore } from '../ui/LoadMore';
import { EmptyState, ErrorState } from '../ui/States';
import { displayName } from '../users/display-name';
import { MirrorForm } from './MirrorForm';
import classes from './SwitchDialog.module.css';
import { useMirrorRefusal } from './use-mirror-refusal';

type SwitchDialogProps = { organization: { organizationId: string; name: string }; onClose: () => void };

/** Switches to an administrator of an organization below one's own (A12): chooses one, then asks as for any other user. */
export function SwitchDialog({ organization, onClose }: SwitchDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Administrator | null>(null);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        chosen
          ? t('mirror.title', { name: displayName(chosen) })
          : t('switch.title', { organization: organization.name })
      }
    >
      {chosen ? (
        <MirrorForm user={chosen} onClose={onClose} onBack={() => setChosen(null)} />
      ) : (
        <Stack>
          <Text>{t('switch.lead')}</Text>
          <Administrators organizationId={organization.organizationId} onChoose={setChosen} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

type AdministratorsProps = { organizationId: string; onChoose: (administrator: Administrator) => void };

function Administrators({ organizationId, onChoose }: AdministratorsProps) {
  const { t } = useTranslation();
  const administrators = useInfiniteQuery(organizationAdministratorsQuery(organizationId));
  if (administrators.error && !administrators.data)
    return <ErrorState error={administrators.error} onRetry={() => void administrators.refetch()} />;
  if (!administrators.data)
    return (
      <Stack aria-label={t('state.loading')} role="status" gap="xs">
        <Skeleton height={52} />
        <Skeleton height={52} />
      </Stack>
    );
  const items = administrators.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon={IconUserShield} title={t('switch.none.title')} description={t('switch.none.text')} />
    );
  return (
    <>
      <ul className={classes.list} aria-label={t('switch.label')}>
        {items.map((administrator) => (
          <li key={administrator.userId}>
            <Choice administrator={administrator} onChoose={() => onChoose(administrator)} />
          </li>
        ))}
      </ul>
      <LoadMore list={administrators} trace="more administrators" />
    </>
  );
}

function Choice({ administrator, onChoose }: { administrator: Administrator; onChoose: () => void }) {
  const { t } = useTranslation();
  const refused = useMirrorRefusal()(administrator.mirror);
  const name = displayName(administrator);
  return (
    <UnstyledButton
      className={classes.choice}
      aria-disabled={refused ? true : undefined}
      onClick={() => {
        if (!refused) onChoose();
      }}
    >
      <Initials name={name} />
      <span className={classes.text}>
        <span className={classes.name}>{name}</span>
        <span className={classes.secondary}>
          {administrator.email} · {t(`accountType.${administrator.accountType}`)}
        </span>
        {refused && <span className={classes.secondary}>{refused}</span>}
      </span>
    </UnstyledButton>
  );
}
