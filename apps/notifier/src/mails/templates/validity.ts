import { texts } from '../texts';
import type { MailFacts } from './mail-content';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long and until when the link, or what else the texts tell of, is valid, in words and as a time; nothing where it has no end. */
export function validity(
  { language, expiresAt, now, product }: MailFacts,
  namespace: 'layout' | 'one_off_password' = 'layout',
): string[] {
  if (!expiresAt) return [];
  const duration = durationInWords(language, expiresAt.getTime() - now.getTime());
  const time = timeInWords(expiresAt, { language, product });
  return [texts(language, namespace)('validity', { duration, time })];
}

/** Day and time in the installation's zone, which is named. */
export const timeInWords = (
  time: Date,
  { language, product }: Pick<MailFacts, 'language' | 'product'>,
): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: product.timeZone,
    timeZoneName: 'short',
  }).format(time);

/** `90 days`, with the right plural. */
export const daysInWords = (language: string, days: number): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);

/** `7 days`, `60 minutes` … in the recipient's language, rounded to the unit. */
export function durationInWords(language: string, ms: number): string {
  const [count, unit] =
    ms >= 2 * day - hour
      ? [Math.round(ms / day), 'day']
      : ms >= 2 * hour - minute
        ? [Math.round(ms / hour), 'hour']
        : [Math.max(1, Math.round(ms / minute)), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
