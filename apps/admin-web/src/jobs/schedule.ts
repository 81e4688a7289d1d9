/** A cron expression (five fields) in the few forms that people use, ready to be put into words. */
export type Schedule =
  | { every: 'minutes'; count: number }
  | { every: 'hour'; minute: number }
  | { every: 'day'; hour: number; minute: number }
  | { every: 'week'; weekday: number; hour: number; minute: number }
  | { every: 'other'; expression: string };

const number = (field: string | undefined): number | null =>
  field && /^\d+$/.test(field) ? Number(field) : null;

/** Understands every n minutes, hourly, daily and weekly; anything else stays an expression. */
export function readSchedule(expression: string): Schedule {
  const [minutes, hours, days, months, weekdays] = expression.trim().split(/\s+/);
  const other: Schedule = { every: 'other', expression };
  if (days !== '*' || months !== '*') return other;
  const minute = number(minutes);
  const hour = number(hours);
  const weekday = number(weekdays);
  if (minute === null) {
    const step = minutes === '*' ? 1 : number(/^\*\/(\d+)$/.exec(minutes ?? '')?.[1]);
    return step && hours === '*' && weekdays === '*' ? { every: 'minutes', count: step } : other;
  }
  if (weekday !== null && hour !== null) return { every: 'week', weekday: weekday % 7, hour, minute };
  if (weekdays !== '*') return other;
  if (hour !== null) return { every: 'day', hour, minute };
  return hours === '*' ? { every: 'hour', minute } : other;
}
