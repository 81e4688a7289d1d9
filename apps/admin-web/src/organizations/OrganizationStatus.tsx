import {
  IconBuilding,
  IconBuildingStore,
  IconCircleCheck,
  IconLock,
  IconPlayerPause,
} from '@tabler/icons-react';
import { IconBuildingSkyscraper, IconUsersGroup } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import { StateBadge, type Tone } from '../ui/StateBadge';

type Status = OrganizationDetails['status'];
type Kind = OrganizationDetails['kind'];

const looks: Record<Status, { tone: Tone; icon: Icon }> = {
  active: { tone: 'good', icon: IconCircleCheck },
  suspended: { tone: 'warning', icon: IconPlayerPause },
  closed: { tone: 'bad', icon: IconLock },
};

/** One look for each status, everywhere. */
export function OrganizationStatus({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <StateBadge {...looks[status]}>{t(`organization.status.${status}`)}</StateBadge>;
}

export const kindIcons: Record<Kind, Icon> = {
  operator: IconBuildingSkyscraper,
  reseller: IconBuildingStore,
  company: IconBuilding,
  customer: IconUsersGroup,
};
