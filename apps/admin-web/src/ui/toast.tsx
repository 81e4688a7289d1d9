import { Button } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

let wanted = false;
const listeners = new Set<() => void>();

/** Whether there was a toast yet; before that nothing of what they need is loaded. */
export const useToastsWanted = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
  );

const show = async (toast: NotificationData) => {
  const { notifications } = await import('@mantine/notifications');
  notifications.show({ ...toast, closeButtonProps: { 'aria-label': i18next.t('action.dismiss') } });
  wanted = true;
  listeners.forEach((listener) => listener());
};

/** Says that something worked; goes away by itself. */
export function toastSuccess(message: string): void {
  void show({ message, color: 'teal', icon: <IconCheck size={16} aria-hidden />, role: 'status' });
}

/** Says that something worked, and takes it back where the person asks for it within ten seconds. */
export function toastUndo(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const takeBack = () => {
    void import('@mantine/notifications').then(({ notifications }) => notifications.hide(id));
    undo();
  };
  void show({
    id,
    message: (
      <>
        {message}{' '}
        <Button variant="subtle" size="compact-sm" onClick={takeBack} data-trace="undo">
          {i18next.t('action.undo')}
        </Button>
      </>
    ),
    color: 'teal',
    icon: <IconCheck size={16} aria-hidden />,
    role: 'status',
    autoClose: 10_000,
  });
}

/** Says what has happened without the person's doing; stays until it is dismissed. */
export function toastNotice(message: string): void {
  void show({
    message,
    color: 'orange',
    icon: <IconInfoCircle size={16} aria-hidden />,
    role: 'alert',
    autoClose: false,
  });
}

/** Says what did not work; stays until it is dismissed. */
export function toastError(message: string): void {
  void show({
    message,
    color: 'red',
    icon: <IconAlertTriangle size={16} aria-hidden />,
    role: 'alert',
    autoClose: false,
  });
}
