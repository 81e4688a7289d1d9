import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isKnownEvent } from '../history/event-look';

/** What was done, in words; a type that the console has none for says it itself. */
export function useActText(): (type: string) => string {
  const { t } = useTranslation();
  return useCallback((type) => (isKnownEvent(type) ? t(`event.${type}`) : type), [t]);
}
