import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';

const load = () => import('./MenuDropdown').then((module) => ({ default: module.MenuDropdown }));
const MenuDropdown = lazy(load);

type Target = ReactElement<{
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}>;

type MenuButtonProps = {
  /** The button; its look and its name. */
  target: Target;
  width?: number;
  /** Items of `ui/menu`, in a module of their own that is loaded on demand. */
  children: ReactNode;
};

/** A button with a menu. What menus need is loaded when the first one is about to be opened: most pages never need it. */
export function MenuButton({ target, width, children }: MenuButtonProps) {
  const [used, setUsed] = useState(false);
  const button = cloneElement(target, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setUsed(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  });
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <MenuDropdown target={target} width={width}>
        {children}
      </MenuDropdown>
    </Suspense>
  );
}
