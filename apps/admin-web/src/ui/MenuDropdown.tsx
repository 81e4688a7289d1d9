import { Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** The menu of a {@link MenuButton}; in a module of its own, because menus are a tenth of what the first page may weigh. */
export function MenuDropdown({
  target,
  opened,
  onChange,
  width,
  children,
}: {
  target: ReactElement;
  opened: boolean;
  onChange: (opened: boolean) => void;
  width: number | undefined;
  children: ReactNode;
}) {
  return (
    <Menu opened={opened} onChange={onChange} {...(width ? { width } : {})}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
