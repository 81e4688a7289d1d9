import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format';
import { Tooltip } from './Tooltip';

/** Now (milliseconds), again every half minute, so that relative times stay true while a page is open. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

type TimeProps = {
  at: string;
  absolute?: boolean;
  /** Absolute, to the second, where several may fall into one minute. */
  seconds?: boolean;
  /** A stop of the Tab key, so that the exact time shows without a mouse; not in long lists. */
  focusable?: boolean;
};

/** An instant in relative words; the exact time with its zone shows on hover and on focus. */
export function Time({ at, absolute = false, seconds = false, focusable = false }: TimeProps) {
  const format = useFormat();
  const now = useNow();
  return (
    <Tooltip label={format.exact(at)}>
      <time dateTime={at} {...(focusable ? { tabIndex: 0 } : {})}>
        {seconds ? format.dateTimeWithSeconds(at) : absolute ? format.dateTime(at) : format.relative(at, now)}
      </time>
    </Tooltip>
  );
}

/** A day without a time (ISO 8601 date). */
export function Day({ on }: { on: string }) {
  const format = useFormat();
  // A day has no zone: noon keeps it the same day everywhere.
  return <time dateTime={on}>{format.date(`${on}T12:00:00`)}</time>;
}
