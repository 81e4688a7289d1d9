import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import './styles';
import { theme } from './theme';
import { useToastsWanted } from './toast';

const Toasts = lazy(() => import('./Toasts').then((module) => ({ default: module.Toasts })));

/** The same key stands in the script of index.html, which sets the scheme before the first paint. */
const colorSchemes = localStorageColorSchemeManager({ key: 'tenantry.color-scheme' });

/** Theme and toasts. The variables come from a style sheet (vite.config.mjs), so that no inline style is needed. */
export function UiProvider({ children }: { children: ReactNode }) {
  const toasts = useToastsWanted();
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
      {toasts && (
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      )}
    </MantineProvider>
  );
}
