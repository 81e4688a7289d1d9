import { useCallback, useState } from 'react';

/**
 * What an element that scrolls by itself needs: while it holds more than it shows, it is a stop of the Tab key, so that
 * the arrow keys move what it holds. Where everything is in sight it is no stop.
 */
export function useScrollable(label: string) {
  const [scrollable, setScrollable] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() =>
      setScrollable(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight),
    );
    for (const watched of [element, ...element.children]) observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return { ref, ...(scrollable && { role: 'region', 'aria-label': label, tabIndex: 0 }) };
}
