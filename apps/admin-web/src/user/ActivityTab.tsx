import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userHistoryQuery } from '../api/queries';
import { Timeline } from '../history/Timeline';

/** The user's life and what was done to their access, newest first (L13). */
export function ActivityTab({ userId }: { userId: string }) {
  const { t } = useTranslation();
  return <Timeline history={useInfiniteQuery(userHistoryQuery(userId))} none={t('activity.none.text')} />;
}
