import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './styles';
import { theme } from './theme';

/** The same key stands in the script of index.html, which sets the scheme before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: 'tenantry.color-scheme' });

/** Theme and toasts. The variables come from a style sheet (vite.config.mjs), so that no inline style is needed. */
export function UiProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
      <Notifications position="bottom-right" aria-label={t('toast.region')} />
    </MantineProvider>
  );
}
