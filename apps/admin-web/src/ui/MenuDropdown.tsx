import { Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** The menu of a {@link MenuButton}, open at first: it is loaded because somebody wanted it. */
export function MenuDropdown({
  target,
  width,
  children,
}: {
  target: ReactElement;
  width: number | undefined;
  children: ReactNode;
}) {
  return (
    <Menu defaultOpened {...(width ? { width } : {})}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
