/** How long (milliseconds) `g` waits for the letter of a page. */
const waitsFor = 1500;

/** The Latin letter of a key, wherever it lies: on a Russian keyboard `g` is the key that writes `п`. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  /^[a-z]$/i.test(key) || !code.startsWith('Key') ? key.toLowerCase() : code.slice(3).toLowerCase();

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"], [role="menu"] *'));

export type Shortcut = { open: 'palette' | 'shortcuts' } | { go: string };

/**
 * Reads shortcuts from one key after another: Ctrl or ⌘ with K, `?`, and `g` followed by the letter of a page.
 * @param o `single`: whether keys without Ctrl or ⌘ count
 */
export function shortcutReader(o: { single: () => boolean; now?: () => number }) {
  const now = o.now ?? Date.now;
  let wentAt = -Infinity;
  return (event: KeyboardEvent): Shortcut | null => {
    const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (event.isComposing || event.repeat) return null;
    const letter = letterOf(event);
    if ((ctrlKey || metaKey) && !altKey && !shiftKey && letter === 'k') return { open: 'palette' };
    if (ctrlKey || metaKey || altKey || isTyping(target) || !o.single()) return null;
    if (event.key === '?') return { open: 'shortcuts' };
    const waiting = now() - wentAt < waitsFor;
    wentAt = letter === 'g' && !shiftKey && !waiting ? now() : -Infinity;
    return waiting && !shiftKey && letter.length === 1 ? { go: letter } : null;
  };
}
