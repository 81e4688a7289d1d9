import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { AvailableCenters } from './AvailableCenters';
import { BindingForm } from './BindingForm';

type Center = { serviceCenterId: string; name: string };
type BindDialogProps = {
  userId: string;
  name: string;
  /** The binding that is changed; without it one is chosen first. */
  center?: Center;
  onClose: () => void;
};

/** Binds a user to a service center, or changes what a binding opens (A6). */
export function BindDialog({ userId, name, center, onClose }: BindDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Center | null>(null);
  const edited = center ?? chosen;
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={edited ? t('bind.titleOf', { name, center: edited.name }) : t('bind.title', { name })}
    >
      {edited ? (
        <BindingForm
          userId={userId}
          center={edited}
          onClose={onClose}
          onBack={center ? undefined : () => setChosen(null)}
        />
      ) : (
        <AvailableCenters userId={userId} onChoose={setChosen} onCancel={onClose} />
      )}
    </Dialog>
  );
}
