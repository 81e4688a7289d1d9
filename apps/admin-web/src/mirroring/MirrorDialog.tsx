import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { displayName } from '../users/display-name';
import { MirrorForm, type Mirrored } from './MirrorForm';

/** Asks for a reason and one's own password before one acts as another user (A11). */
export function MirrorDialog({ user, onClose }: { user: Mirrored; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened onClose={onClose} title={t('mirror.title', { name: displayName(user) })}>
      <MirrorForm user={user} onClose={onClose} />
    </Dialog>
  );
}
