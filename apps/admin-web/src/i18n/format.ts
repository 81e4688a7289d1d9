import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const steps: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The distance between two instants (milliseconds since the epoch) in the largest unit that fits at least once, rounded to the nearest. */
export function distance(then: number, now: number): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const seconds = (then - now) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return { value: 0, unit: 'second' };
  return { value: Math.round(seconds / step[1]), unit: step[0] };
}

/** Milliseconds in words short enough for a table: `850 ms`, `1.4 s`, `2 min`. */
export function duration(language: string, milliseconds: number): string {
  const [value, unit, digits] =
    milliseconds < 1000
      ? ([milliseconds, 'millisecond', milliseconds < 10 ? 1 : 0] as const)
      : milliseconds < 60_000
        ? ([milliseconds / 1000, 'second', 1] as const)
        : ([milliseconds / 60_000, 'minute', 0] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
}

/** Numbers, dates and lists in the language of the console and the time zone of the browser. */
export function useFormat() {
  const language = useTranslation().i18n.language;
  return useMemo(() => {
    const number = new Intl.NumberFormat(language);
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const toTheSecond = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
    const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    const list = new Intl.ListFormat(language, { type: 'conjunction' });
    return {
      language,
      number: (value: number) => number.format(value),
      date: (value: string | number) => date.format(new Date(value)),
      dateTime: (value: string | number) => dateTime.format(new Date(value)),
      dateTimeWithSeconds: (value: string | number) => toTheSecond.format(new Date(value)),
      /** With weekday, seconds and time zone: for tooltips. */
      exact: (value: string | number) => exact.format(new Date(value)),
      relative: (value: string | number, now = Date.now()) => {
        const { value: amount, unit } = distance(new Date(value).getTime(), now);
        return relative.format(amount, unit);
      },
      list: (values: readonly string[]) => list.format(values),
      duration: (milliseconds: number) => duration(language, milliseconds),
    };
  }, [language]);
}
