import { type By, inactivityWarnings, type User } from '@tenantry/domain';

const scheduler: By = { actor: 'service/scheduler' };
/** The days of the installation's rule where nothing else is said (L7). */
const days = 90;

/**
 * The rule of inactivity takes somebody out of service who has signed in last at `since`: three warnings, then the end of the
 * account's use, in the night after the day.
 * @param daysAfter moves a time
 */
export function leaveUnused(user: User, since: Date, daysAfter: (time: Date, days: number) => Date): void {
  const dueAt = daysAfter(since, days);
  for (const daysBefore of inactivityWarnings)
    user.warnOfInactivity({ dueAt, daysBefore }, scheduler, daysAfter(dueAt, 0.4 - daysBefore));
  const at = daysAfter(dueAt, 0.4);
  user.deactivate('inactivity', null, scheduler, at, { days, since });
  user.endSessions(1, at);
}
