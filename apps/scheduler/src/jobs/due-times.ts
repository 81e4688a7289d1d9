import { Cron } from 'croner';

const cronOf = (schedule: string, timeZone: string) =>
  new Cron(schedule, { timezone: timeZone, mode: '5-part', paused: true });

/**
 * The first due time after `after`.
 * @throws {RangeError} for a schedule that never comes (30 February)
 */
export function nextDue(schedule: string, timeZone: string, after: Date): Date {
  const next = cronOf(schedule, timeZone).nextRun(after);
  if (!next)
    throw new RangeError(
      `The schedule '${schedule}' (${timeZone}) has no due time after ${after.toISOString()}.`,
    );
  return next;
}

/** The latest due time that is not after `now`, given that `due` is one; due times between the two were missed. */
export function latestDue(schedule: string, timeZone: string, due: Date, now: Date): Date {
  // Asked for one second later, because a due time in the reference's own second may count as before or as after it.
  const candidates = cronOf(schedule, timeZone).previousRuns(2, new Date(now.getTime() + 1000));
  const latest = candidates.find((candidate) => candidate <= now);
  return latest && latest > due ? latest : due;
}
