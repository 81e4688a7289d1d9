import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/connection';
import { Alert, Button, Group, Text } from '../ui/basics';

/** Says that the services cannot be reached, as long as they cannot; commands are not queued behind the person's back. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  const queryClient = useQueryClient();
  const fetching = useIsFetching() > 0;
  if (connection === 'up') return null;
  return (
    <Alert role="alert" color="orange" mb="lg" icon={<IconCloudOff aria-hidden />}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t(`connection.${connection}.title`)}</Text>
          <Text>{t(`connection.${connection}.text`)}</Text>
        </div>
        <Button
          variant="default"
          loading={fetching}
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={() => void queryClient.refetchQueries({ type: 'active' })}
          data-trace="try again"
        >
          {t('action.retry')}
        </Button>
      </Group>
    </Alert>
  );
}
