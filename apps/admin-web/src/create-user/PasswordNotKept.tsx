import { useTranslation } from 'react-i18next';
import { Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { RouterButton } from '../ui/RouterLink';

type PasswordNotKeptProps = { userId: string; name: string; onClose: () => void };

/** The answer with the one-off password was lost on its way: it is kept nowhere, and a reset makes another one. */
export function PasswordNotKept({ userId, name, onClose }: PasswordNotKeptProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened onClose={onClose} title={t('createUser.notKept.title', { name })}>
      <Stack>
        <Text>{t('createUser.notKept.text')}</Text>
        <Group justify="flex-end">
          <RouterButton to="/users/$userId" params={{ userId }} onClick={onClose}>
            {t('createUser.notKept.open')}
          </RouterButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
