import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Alert, Button, Checkbox, Group, Stack, Text } from './basics';
import { CopyChip } from './CopyChip';
import { Dialog } from './Dialog';
import { Facts } from './Facts';

type OneTimePasswordProps = {
  /** Whose it is. */
  name: string;
  userName: string;
  password: string;
  expiresAt: string;
  onClose: () => void;
};

/** A one-off password, this once (C6): it closes when somebody says that they have saved it, and is in no address and no log. */
export function OneTimePassword({ name, userName, password, expiresAt, onClose }: OneTimePasswordProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [saved, setSaved] = useState(false);
  return (
    <Dialog opened onClose={() => saved && onClose()} title={t('oneTime.title', { name })}>
      <Stack>
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('oneTime.warning')}
        </Alert>
        <Facts
          items={[
            {
              name: t('oneTime.userName'),
              value: <CopyChip value={userName} label={t('oneTime.userName')} />,
            },
            {
              name: t('oneTime.password'),
              value: <CopyChip value={password} label={t('oneTime.password')} />,
            },
          ]}
        />
        <Text size="sm">{t('oneTime.until', { date: format.dateTime(expiresAt) })}</Text>
        <Checkbox
          label={t('oneTime.saved')}
          checked={saved}
          onChange={(event) => setSaved(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button disabled={!saved} onClick={onClose}>
            {t('oneTime.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
