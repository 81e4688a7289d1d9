import type { InactivityWarning } from './happened';

const dayMs = 24 * 3_600_000;
/** Days before somebody is deactivated for inactivity on which they are told (L7). */
export const inactivityWarnings = [14, 3, 1];
/**
 * How much earlier than so many days before they may be told (days): the sweep comes once a day, and reaches somebody now
 * earlier in its hours and now later.
 */
const slack = 0.25;
/** Nobody is told earlier (days). */
export const earliestWarning = Math.max(...inactivityWarnings) + slack;
/** Days that somebody has from the first warning on, also where the rule has been met for long. */
const leastNotice = 3;

/** What somebody was told last; `ruleDueAt` is the time that the rule gave then. */
export type InactivityNotice = InactivityWarning & { ruleDueAt: Date };

/** Where somebody stands under the rule of inactivity. */
export type Inactivity = {
  /** Days without a sign-in; 0: never. */
  days: number;
  /** The latest of last sign-in, creation, return into service, change of the rule and reopening of the organization. */
  since: Date;
  notice: InactivityNotice | null;
};

export type InactivityStep =
  { do: 'nothing' } | ({ do: 'warn' } & InactivityNotice) | { do: 'deactivate'; dueAt: Date };

const nothing: InactivityStep = { do: 'nothing' };
const daysAfter = (date: Date, days: number): Date => new Date(date.getTime() + days * dayMs);

/** What somebody is told whom nothing was told of the time from which they may be deactivated. */
export const firstWarning = (ruleDueAt: Date, now: Date): InactivityNotice => ({
  ruleDueAt,
  dueAt: daysAfter(now, leastNotice),
  daysBefore: leastNotice,
});

/**
 * What the inactivity sweep does to an active user now (rules, Inactivity). Nobody is deactivated who was not told of the day
 * before: whom nothing was told, because the rule is new or nothing ran, has three days from the first warning on.
 */
export function inactivityStep({ days, since, notice }: Inactivity, now: Date): InactivityStep {
  if (days <= 0) return nothing;
  const ruleDueAt = daysAfter(since, days);
  const told = notice?.ruleDueAt.getTime() === ruleDueAt.getTime() ? notice : null;
  if (told && told.dueAt <= now) return { do: 'deactivate', dueAt: told.dueAt };
  const earliest = daysAfter(now, leastNotice);
  const dueAt = told?.dueAt ?? (ruleDueAt > earliest ? ruleDueAt : earliest);
  // A warning on the day of the sign-in itself would warn of nothing.
  const daysBefore = inactivityWarnings.findLast(
    (before) => before < days && daysAfter(dueAt, -before - slack) <= now,
  );
  if (daysBefore === undefined || (told && told.daysBefore <= daysBefore)) return nothing;
  return { do: 'warn', ruleDueAt, dueAt, daysBefore };
}
