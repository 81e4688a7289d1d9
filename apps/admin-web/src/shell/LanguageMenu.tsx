import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languageNames, languages } from '../i18n/i18n';
import { ActionIcon } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <MenuButton
      target={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.language')}>
          <IconLanguage size={18} aria-hidden />
        </ActionIcon>
      }
      items={languages.map((language) => ({
        label: languageNames[language],
        lang: language,
        checked: i18n.language === language,
        onSelect: () => void chooseLanguage(language),
      }))}
    />
  );
}
