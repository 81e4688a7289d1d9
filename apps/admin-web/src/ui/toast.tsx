import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';

const closeButtonProps = () => ({ 'aria-label': i18next.t('action.dismiss') });

/** Says that something worked; goes away by itself. */
export function toastSuccess(message: string): void {
  notifications.show({
    message,
    color: 'teal',
    icon: <IconCheck size={16} aria-hidden />,
    role: 'status',
    closeButtonProps: closeButtonProps(),
  });
}

/** Says what did not work; stays until it is dismissed. */
export function toastError(message: string): void {
  notifications.show({
    message,
    color: 'red',
    icon: <IconAlertTriangle size={16} aria-hidden />,
    role: 'alert',
    autoClose: false,
    closeButtonProps: closeButtonProps(),
  });
}
