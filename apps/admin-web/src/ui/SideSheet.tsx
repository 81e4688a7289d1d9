import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SideSheet.module.css';

/** A sheet from the left for what has no room beside the content on narrow screens. */
export function SideSheet({
  opened,
  onClose,
  title,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      size={280}
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
