import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serviceCenterHistoryQuery } from '../api/access-queries';
import { Timeline } from '../history/Timeline';
import { Panel } from '../ui/Panel';

/** What happened to the service center, newest first (L13). */
export function HistoryPanel({ serviceCenterId }: { serviceCenterId: string }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(serviceCenterHistoryQuery(serviceCenterId));
  return (
    <Panel title={t('centers.history')}>
      <Timeline history={history} none={t('centers.historyNone')} />
    </Panel>
  );
}
