import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';

const items = () => import('./LanguageItems').then((module) => module.LanguageItems);

export function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <MenuButton
      target={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.language')}>
          <IconLanguage size={18} aria-hidden />
        </ActionIcon>
      }
      items={items}
    />
  );
}
