import {
  cloneElement,
  type FocusEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from 'react';
import type { TooltipBubble } from './TooltipBubble';

/** What a tooltip needs of the element that it belongs to. */
type TargetProps = {
  onMouseEnter?: (event: MouseEvent<HTMLElement>) => void;
  onMouseLeave?: () => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: () => void;
  'aria-describedby'?: string | undefined;
};

type TooltipProps = {
  label: ReactNode;
  disabled?: boolean;
  children: ReactElement<TargetProps>;
};

/** How long (milliseconds) the pointer rests before the tooltip shows. */
const rest = 300;

/**
 * What an element means or why it is refused, on hover, on touch and on focus by the keyboard; Escape takes it away
 * (WCAG 2.2, 1.4.13). The part that places it weighs more than most pages of their own: it is loaded when it is first wanted.
 */
export function Tooltip({ label, disabled = false, children }: TooltipProps) {
  const id = useId();
  const [Bubble, setBubble] = useState<typeof TooltipBubble | null>(null);
  const [wanted, setWanted] = useState<{ element: HTMLElement; after: number } | null>(null);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const shown = target !== null && Bubble !== null && !disabled;

  const open = (element: HTMLElement, after: number) => {
    if (disabled) return;
    // Not reachable now: the next time tries again.
    import('./TooltipBubble').then(
      (module) => setBubble(() => module.TooltipBubble),
      () => undefined,
    );
    setWanted({ element, after });
  };
  const close = () => {
    setWanted(null);
    setTarget(null);
  };
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => setTarget(wanted.element), wanted.after);
    return () => clearTimeout(timer);
  }, [wanted]);
  useEffect(() => {
    if (!shown) return undefined;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setTarget(null);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shown]);

  const described = children.props['aria-describedby'];
  return (
    <>
      {cloneElement(children, {
        onMouseEnter: (event) => open(event.currentTarget, rest),
        onMouseLeave: close,
        // A click focuses too, but says nothing new to whoever points at the element.
        onFocus: ({ currentTarget }) => currentTarget.matches(':focus-visible') && open(currentTarget, 0),
        onBlur: close,
        'aria-describedby': shown ? [described, id].filter(Boolean).join(' ') : described,
      })}
      {shown && <Bubble id={id} target={target} label={label} />}
    </>
  );
}
