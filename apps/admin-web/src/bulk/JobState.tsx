import {
  type Icon,
  IconBan,
  IconCircleCheck,
  IconCircleMinus,
  IconLoader,
  IconXboxX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BulkItem, BulkJob } from '../api/bulk';
import { StateBadge, type Tone } from '../ui/StateBadge';

type Look = { tone: Tone; icon: Icon };
const ofJobs: Record<BulkJob['state'], Look> = {
  gathering: { tone: 'waiting', icon: IconLoader },
  running: { tone: 'waiting', icon: IconLoader },
  finished: { tone: 'good', icon: IconCircleCheck },
  cancelled: { tone: 'off', icon: IconBan },
  failed: { tone: 'bad', icon: IconXboxX },
};
const ofItems: Record<BulkItem['state'], Look> = {
  waiting: { tone: 'waiting', icon: IconLoader },
  done: { tone: 'good', icon: IconCircleCheck },
  skipped: { tone: 'neutral', icon: IconCircleMinus },
  failed: { tone: 'bad', icon: IconXboxX },
  cancelled: { tone: 'off', icon: IconBan },
};

export function JobState({ job: { state, counts } }: { job: BulkJob }) {
  const { t } = useTranslation();
  if (state === 'finished' && counts.failed > 0)
    return (
      <StateBadge tone="warning" icon={IconXboxX}>
        {t('bulk.state.withFailures')}
      </StateBadge>
    );
  return <StateBadge {...ofJobs[state]}>{t(`bulk.state.${state}`)}</StateBadge>;
}

export function ItemState({ state }: { state: BulkItem['state'] }) {
  const { t } = useTranslation();
  return <StateBadge {...ofItems[state]}>{t(`bulk.item.${state}`)}</StateBadge>;
}
