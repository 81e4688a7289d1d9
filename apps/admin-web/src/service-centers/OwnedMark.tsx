import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '../ui/StateBadge';

/** Whether the signed-in person owns a service center; the same lock as on bindings, but nothing to press. */
export function OwnedMark({ owned }: { owned: boolean }) {
  const { t } = useTranslation();
  return (
    <StateBadge tone={owned ? 'waiting' : 'off'} icon={owned ? IconLock : IconLockOpen2}>
      {t(owned ? 'lock.ownedByYou' : 'lock.notOwnedByYou')}
    </StateBadge>
  );
}
