import {
  cloneElement,
  type ComponentType,
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { MenuDropdown } from './MenuDropdown';
import classes from './MenuButton.module.css';
import { whenIdle } from './when-idle';

type Target = ReactElement<{ 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }>;

type MenuButtonProps<Of extends object> = {
  /** The button; its look and its name. */
  target: Target;
  width?: number;
  /** Loads the items, made of `ui/menu`; the same function on every render. */
  items: () => Promise<ComponentType<Of>>;
  /** What the items are about: one of many such buttons on a page, which load nothing before they are gone to. */
  of?: Of;
};

type Parts<Of extends object> = { Dropdown: typeof MenuDropdown; Items: ComponentType<Of> };

/** Resolves once the pointer that is down now has been lifted, and what it clicked has heard of it. */
const lifted = () =>
  new Promise<void>((resolve) => {
    const end = () => setTimeout(resolve);
    addEventListener('pointerup', end, { once: true });
    addEventListener('pointercancel', end, { once: true });
  });

/**
 * A button with a menu. What menus need is not part of the first page: it is loaded when the browser is idle, or at once
 * when somebody is about to open one. Until then a plain button stands in its place, with the same look and focus.
 */
export function MenuButton<Of extends object>({ target, width, items, of }: MenuButtonProps<Of>) {
  const root = useRef<HTMLSpanElement>(null);
  const taken = useRef({ focus: false, click: false });
  const pressed = useRef(Promise.resolve());
  const [parts, setParts] = useState<Parts<Of> | null>(null);
  const [opened, setOpened] = useState(false);

  const load = useCallback(() => {
    Promise.all([import('./MenuDropdown'), items()]).then(
      async ([{ MenuDropdown: Dropdown }, Items]) => {
        // A button that is replaced between press and release is never clicked.
        await pressed.current;
        taken.current.focus = root.current?.contains(document.activeElement) ?? false;
        flushSync(() => setParts((current) => current ?? { Dropdown, Items }));
      },
      // Not reachable now: the next click tries again.
      () => undefined,
    );
  }, [items]);
  const oneOfMany = of !== undefined;
  useEffect(() => (oneOfMany ? undefined : whenIdle(load)), [load, oneOfMany]);
  // The real button takes over what the plain one had; opened after that, so that the menu knows where focus returns to.
  useLayoutEffect(() => {
    if (!parts) return;
    const { focus, click } = taken.current;
    taken.current = { focus: false, click: false };
    if (focus || click) root.current?.querySelector('button')?.focus();
    if (click) setOpened(true);
  }, [parts]);

  const unready = parts
    ? {}
    : {
        onClick: () => {
          taken.current.click = true;
          load();
        },
        onPointerDown: () => {
          pressed.current = lifted();
        },
        onPointerOver: load,
        onFocus: load,
      };
  return (
    <span ref={root} className={classes.root} {...unready}>
      {parts ? (
        <parts.Dropdown target={target} opened={opened} onChange={setOpened} width={width}>
          <parts.Items {...(of as Of)} />
        </parts.Dropdown>
      ) : (
        cloneElement(target, { 'aria-haspopup': 'menu', 'aria-expanded': false })
      )}
    </span>
  );
}
