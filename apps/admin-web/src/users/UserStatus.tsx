import {
  IconBan,
  IconCircleCheck,
  IconMailForward,
  IconMailX,
  IconPlayerPause,
  IconTrash,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DirectoryUser } from '../api/tenancy';
import { StateBadge, type Tone } from '../ui/StateBadge';

type Status = DirectoryUser['status'];

/** One look for each status, everywhere. */
export const statusLook: Record<Status | 'expired', { tone: Tone; icon: Icon }> = {
  pending: { tone: 'waiting', icon: IconMailForward },
  expired: { tone: 'warning', icon: IconMailX },
  active: { tone: 'good', icon: IconCircleCheck },
  blocked: { tone: 'bad', icon: IconBan },
  inactive: { tone: 'off', icon: IconPlayerPause },
  removed: { tone: 'off', icon: IconTrash },
};

/** A user's status; an expired invitation is a state that needs somebody, so it looks different from a running one. */
export function UserStatus({ status, expired = false }: { status: Status; expired?: boolean }) {
  const { t } = useTranslation();
  const shown = status === 'pending' && expired ? 'expired' : status;
  const { tone, icon } = statusLook[shown];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`status.${shown}`)}
    </StateBadge>
  );
}
