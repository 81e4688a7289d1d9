import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import classes from './MenuButton.module.css';

export type MenuItem = {
  label: string;
  icon?: Icon;
  /** Language of the label where it is not the page's. */
  lang?: string;
  /** One of several of which one is on; `undefined` for an act. */
  checked?: boolean;
  /** The name of the act in traces. */
  trace?: string;
  onSelect: () => void;
};

type MenuButtonProps = {
  /** The button; its look and its name. */
  target: ReactElement<{
    id?: string;
    onClick?: () => void;
    onKeyDown?: (event: KeyboardEvent) => void;
    'aria-haspopup'?: 'menu';
    'aria-expanded'?: boolean;
  }>;
  items: readonly MenuItem[];
  /** Above the items. */
  head?: ReactNode;
};

/** How far a key moves among the items; `null` for other keys. */
function step(key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1;
    case 'ArrowUp':
      return at <= 0 ? last : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/**
 * A button with a menu (WAI-ARIA Authoring Practices, menu button). Our own: it opens at once and costs a page nothing,
 * where the component library's would be a tenth of what the first page may weigh.
 */
export function MenuButton({ target, items, head }: MenuButtonProps) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const buttons = () => [...(menu.current?.querySelectorAll('button') ?? [])];

  useEffect(() => {
    if (!opened) return;
    const checked = menu.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (checked ?? menu.current?.querySelector('button'))?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpened(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [opened]);

  const close = () => {
    setOpened(false);
    document.getElementById(id)?.focus();
  };
  const onMenuKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      if (event.key === 'Escape') event.stopPropagation();
      return;
    }
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const next = step(event.key, at, all.length - 1);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };

  return (
    <div ref={root} className={classes.root}>
      {cloneElement(target, {
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': opened,
        onClick: () => setOpened(!opened),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpened(true);
        },
      })}
      {opened && (
        <div className={classes.dropdown}>
          {head && <div className={classes.head}>{head}</div>}
          <div ref={menu} role="menu" tabIndex={-1} aria-labelledby={id} onKeyDown={onMenuKey}>
            {items.map((item) => (
              <Item key={item.label} item={item} onClose={close} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Item({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const { label, icon: Glyph, lang, checked, trace, onSelect } = item;
  const choice = checked !== undefined;
  return (
    <UnstyledButton
      className={classes.item}
      role={choice ? 'menuitemradio' : 'menuitem'}
      aria-checked={checked}
      tabIndex={-1}
      lang={lang}
      data-trace={trace}
      onClick={() => {
        onClose();
        onSelect();
      }}
    >
      {Glyph && <Glyph size={16} aria-hidden />}
      <span className={classes.label}>{label}</span>
      {checked && <IconCheck size={15} aria-hidden />}
    </UnstyledButton>
  );
}
