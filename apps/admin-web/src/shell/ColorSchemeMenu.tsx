import { IconDeviceDesktop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon, useColorScheme } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';
import { colorSchemes } from './color-schemes';

const items = () => import('./ColorSchemeItems').then((module) => module.ColorSchemeItems);

export function ColorSchemeMenu() {
  const { t } = useTranslation();
  const { colorScheme } = useColorScheme();
  const Current = colorSchemes.find(({ value }) => value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <MenuButton
      target={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.scheme')}>
          <Current size={18} aria-hidden />
        </ActionIcon>
      }
      items={items}
    />
  );
}
