import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Alert, Text } from '../ui/basics';

/** When a user who was warned of it is deactivated for inactivity, and what keeps the account (L7). */
export function DeactivationNote({ at }: { at: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert
      color="yellow"
      icon={<IconClockExclamation aria-hidden />}
      title={t('standing.deactivates', { time: format.dateTime(at) })}
    >
      <Text>{t('standing.deactivatesNext')}</Text>
    </Alert>
  );
}
