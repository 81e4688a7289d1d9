import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserSession } from '../api/identity';

type Device = Pick<UserSession, 'browser' | 'system' | 'mirrored'>;

/** @returns a function that names the device of a session: `Firefox on Windows` */
export function useDeviceName(): (device: Device) => string {
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
