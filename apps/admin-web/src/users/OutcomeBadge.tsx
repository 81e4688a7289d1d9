import {
  type Icon,
  IconCircleCheck,
  IconMailForward,
  IconTrashX,
  IconUserCheck,
  IconZoomExclamation,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationResult } from '../api/identity';
import { StateBadge, type Tone } from '../ui/StateBadge';

export type Outcome = InvitationResult['outcome'];

const looks: Record<Outcome, { tone: Tone; icon: Icon }> = {
  invited: { tone: 'good', icon: IconCircleCheck },
  already_invited: { tone: 'waiting', icon: IconMailForward },
  already_user: { tone: 'neutral', icon: IconUserCheck },
  disposable: { tone: 'warning', icon: IconTrashX },
  malformed: { tone: 'bad', icon: IconZoomExclamation },
};
export const outcomes = Object.keys(looks) as Outcome[];
export const iconOf = (outcome: Outcome): Icon => looks[outcome].icon;

/** What became of an address that was invited. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  return <StateBadge {...looks[outcome]}>{t(`outcome.${outcome}`)}</StateBadge>;
}
