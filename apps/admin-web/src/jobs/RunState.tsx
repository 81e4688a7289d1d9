import { IconCircleCheck, IconLoader, IconXboxX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobRun } from '../api/scheduler';
import { StateBadge, type Tone } from '../ui/StateBadge';

const looks: Record<JobRun['state'], { tone: Tone; icon: Icon }> = {
  running: { tone: 'waiting', icon: IconLoader },
  succeeded: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconXboxX },
};

export function RunState({ state }: { state: JobRun['state'] }) {
  const { t } = useTranslation();
  return <StateBadge {...looks[state]}>{t(`jobs.state.${state}`)}</StateBadge>;
}
