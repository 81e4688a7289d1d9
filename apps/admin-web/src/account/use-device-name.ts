import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserSession } from '../api/identity';

/** @returns a function that names the device of a session: `Firefox on Windows` */
export function useDeviceName(): (session: UserSession) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ browser, system, mirrored }) => {
      if (mirrored) return t('sessions.mirrored');
      if (browser && system) return t('sessions.device', { browser, system });
      return browser ?? system ?? t('sessions.unknownDevice');
    },
    [t],
  );
}
