import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon, useColorScheme } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';

const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

export function ColorSchemeMenu() {
  const { t } = useTranslation();
  // Stopping transitions would take an inline style for a moment, which the content security policy refuses.
  const { colorScheme, setColorScheme } = useColorScheme({ keepTransitions: true });
  const Current = schemes.find(({ value }) => value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <MenuButton
      target={
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.scheme')}>
          <Current size={18} aria-hidden />
        </ActionIcon>
      }
      items={schemes.map(({ value, icon }) => ({
        label: t(`shell.scheme.${value}`),
        icon,
        checked: colorScheme === value,
        onSelect: () => setColorScheme(value),
      }))}
    />
  );
}
