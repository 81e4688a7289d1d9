import {
  IconBan,
  IconCircleCheck,
  IconCircleOff,
  IconHourglassEmpty,
  IconMessageOff,
  IconWifiOff,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChatOperator } from '../api/dialogues';
import { StateBadge, type Tone } from '../ui/StateBadge';

const looks: Record<ChatOperator['state'], { tone: Tone; icon: Icon }> = {
  free: { tone: 'good', icon: IconCircleCheck },
  full: { tone: 'warning', icon: IconHourglassEmpty },
  offline: { tone: 'off', icon: IconWifiOff },
  no_maximum: { tone: 'waiting', icon: IconMessageOff },
  not_active: { tone: 'bad', icon: IconBan },
  role_missing: { tone: 'off', icon: IconCircleOff },
};

/** Whether an operator can be dealt a dialogue, and if not, why. */
export function OperatorStateBadge({ state }: { state: ChatOperator['state'] }) {
  const { t } = useTranslation();
  const { tone, icon } = looks[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`operatorState.${state}`)}
    </StateBadge>
  );
}
