import {
  IconAddressBook,
  IconAdjustments,
  IconBan,
  IconBuilding,
  IconBuildingWarehouse,
  IconCircleCheck,
  IconCircleDot,
  IconLock,
  IconLockOpen,
  IconLogin2,
  IconMailX,
  IconMasksTheater,
  IconMasksTheaterOff,
  IconMinus,
  IconPencil,
  IconPlayerPause,
  IconPlus,
  IconShare,
  IconUserPlus,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';

/** The events of the lives of users, organizations and service centers that the history has words for. */
const knownEvents = [
  'identity.account.opened.v1',
  'identity.user.created.v1',
  'identity.user.activated.v1',
  'identity.user.blocked.v1',
  'identity.user.unblocked.v1',
  'identity.user.status-confirmed.v1',
  'identity.user.signed-in.v1',
  'identity.user.mirroring-started.v1',
  'identity.user.mirroring-stopped.v1',
  'identity.invitation.expired.v1',
  'tenancy.organization.created.v1',
  'tenancy.organization.changed.v1',
  'tenancy.organization.suspended.v1',
  'tenancy.organization.closed.v1',
  'tenancy.organization.reopened.v1',
  'tenancy.organization.policies-changed.v1',
  'tenancy.organization.key-users-changed.v1',
  'tenancy.service-center.created.v1',
  'tenancy.service-center.renamed.v1',
  'tenancy.service-center.parts-added.v1',
  'tenancy.service-center.part-removed.v1',
  'tenancy.service-center.shared.v1',
] as const;
export type KnownEvent = (typeof knownEvents)[number];

export const isKnownEvent = (type: string): type is KnownEvent => knownEvents.some((known) => known === type);

const looks: Record<KnownEvent, { icon: Icon; tone: 'good' | 'bad' | 'plain' | 'warning' }> = {
  'identity.account.opened.v1': { icon: IconBuilding, tone: 'plain' },
  'identity.user.created.v1': { icon: IconUserPlus, tone: 'plain' },
  'identity.user.activated.v1': { icon: IconCircleCheck, tone: 'good' },
  'identity.user.blocked.v1': { icon: IconBan, tone: 'bad' },
  'identity.user.unblocked.v1': { icon: IconLockOpen, tone: 'good' },
  'identity.user.status-confirmed.v1': { icon: IconCircleCheck, tone: 'plain' },
  'identity.user.signed-in.v1': { icon: IconLogin2, tone: 'plain' },
  'identity.user.mirroring-started.v1': { icon: IconMasksTheater, tone: 'warning' },
  'identity.user.mirroring-stopped.v1': { icon: IconMasksTheaterOff, tone: 'plain' },
  'identity.invitation.expired.v1': { icon: IconMailX, tone: 'warning' },
  'tenancy.organization.created.v1': { icon: IconBuilding, tone: 'plain' },
  'tenancy.organization.changed.v1': { icon: IconPencil, tone: 'plain' },
  'tenancy.organization.suspended.v1': { icon: IconPlayerPause, tone: 'warning' },
  'tenancy.organization.closed.v1': { icon: IconLock, tone: 'bad' },
  'tenancy.organization.reopened.v1': { icon: IconLockOpen, tone: 'good' },
  'tenancy.organization.policies-changed.v1': { icon: IconAdjustments, tone: 'plain' },
  'tenancy.organization.key-users-changed.v1': { icon: IconAddressBook, tone: 'plain' },
  'tenancy.service-center.created.v1': { icon: IconBuildingWarehouse, tone: 'plain' },
  'tenancy.service-center.renamed.v1': { icon: IconPencil, tone: 'plain' },
  'tenancy.service-center.parts-added.v1': { icon: IconPlus, tone: 'plain' },
  'tenancy.service-center.part-removed.v1': { icon: IconMinus, tone: 'plain' },
  'tenancy.service-center.shared.v1': { icon: IconShare, tone: 'plain' },
};

export const eventLook = (type: string) =>
  isKnownEvent(type) ? looks[type] : ({ icon: IconCircleDot, tone: 'plain' } as const);
