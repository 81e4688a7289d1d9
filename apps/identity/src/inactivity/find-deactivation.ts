import { inactivityStep } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { inactivityOf } from './inactivity-of';

/**
 * When the user is to be deactivated for inactivity (L7), where they have been warned of it: what they were told still holds.
 * `null` for everybody else, and for who stays as the last master.
 */
export async function findDeactivation(
  manager: EntityManager,
  userId: string,
  { daysByDefault, at }: { daysByDefault: number; at: Date },
): Promise<Date | null> {
  const [watched] = await inactivityOf(manager, [userId], daysByDefault);
  if (!watched?.notice || watched.keptAt) return null;
  // Signing in, or another rule, gives another time than the one that was told.
  const { dueAt } = watched.notice;
  const told = inactivityStep(watched, dueAt > at ? dueAt : at);
  return told.do === 'deactivate' ? dueAt : null;
}
