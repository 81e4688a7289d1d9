import { useTranslation } from 'react-i18next';
import { currentSession, signOut } from '../api/identity';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { sessionWasUsed } from './idle';

/** Two minutes before the session ends by itself: stay, or go (WCAG 2.2.1). */
export function IdleWarning({ seconds, onLeave }: { seconds: number; onLeave: () => void }) {
  const { t } = useTranslation();
  const stay = () => {
    currentSession().then(
      () => sessionWasUsed(),
      () => undefined,
    );
  };
  return (
    <Dialog opened onClose={stay} title={t('idle.title')}>
      <Stack>
        <Text>{t('idle.text')}</Text>
        <Text fw={600} size="lg" role="timer">
          {t('idle.left', { count: Math.max(0, seconds) })}
        </Text>
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              signOut().then(
                () => onLeave(),
                () => onLeave(),
              );
            }}
          >
            {t('account.signOut')}
          </Button>
          <Button onClick={stay} data-autofocus>
            {t('idle.stay')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
