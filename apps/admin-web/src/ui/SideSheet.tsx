import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SideSheet.module.css';

/** A sheet from a side: from the left for the menu, where the screen is narrow, from the right for what belongs to the content. */
export function SideSheet({
  opened,
  onClose,
  title,
  from = 'left',
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  from?: 'left' | 'right';
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position={from}
      size={from === 'left' ? 280 : 'min(480px, 100vw)'}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      // Mantine's <header> would be a second banner of the page.
      attributes={{ header: { role: 'none' } }}
      classNames={classes}
    >
      {children}
    </Drawer>
  );
}
