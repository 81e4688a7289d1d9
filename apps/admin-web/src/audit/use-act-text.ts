import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { actKey } from './acts';

/** What was done, in words; a type that the console has none for says it itself. */
export function useActText(): (type: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (type) => {
      const act = actKey(type);
      return act ? t(act.key, act.values) : type;
    },
    [t],
  );
}
