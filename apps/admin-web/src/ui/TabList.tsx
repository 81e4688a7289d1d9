import { Tabs } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './TabList.module.css';

type TabListProps = {
  label: string;
  /** The open tab: it is scrolled to. */
  open: string;
  children: ReactNode;
};

const none = { before: false, after: false };

/**
 * Tabs in one row, however many. The arrow keys lead from tab to tab, which scrolls; the arrows at the ends are for the
 * mouse alone.
 */
export function TabList({ label, open, children }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(none);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const look = () => {
      const { scrollLeft, clientWidth, scrollWidth } = element;
      const before = scrollLeft > 1;
      const after = scrollLeft + clientWidth < scrollWidth - 1;
      setMore((known) => (known.before === before && known.after === after ? known : { before, after }));
    };
    const observer = new ResizeObserver(look);
    for (const watched of [element, ...element.children]) observer.observe(watched);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);

  const scroll = (direction: 1 | -1) => {
    const width = list.current?.clientWidth ?? 0;
    list.current?.scrollBy({ left: direction * width * 0.7, behavior: 'smooth' });
  };
  return (
    <div className={classes.frame}>
      <Tabs.List ref={list} aria-label={label} className={classes.list}>
        {children}
      </Tabs.List>
      {more.before && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={`${classes.more} ${classes.before}`}
          onClick={() => scroll(-1)}
        >
          <IconChevronLeft size={18} />
        </button>
      )}
      {more.after && (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className={`${classes.more} ${classes.after}`}
          onClick={() => scroll(1)}
        >
          <IconChevronRight size={18} />
        </button>
      )}
    </div>
  );
}
