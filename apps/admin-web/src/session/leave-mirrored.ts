import i18next from 'i18next';
import { type CurrentSession, currentSession, stopMirroring } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { toastNotice } from '../ui/toast';

let leaving: Promise<CurrentSession> | null = null;
/** Whether the account was left by one's own doing: what was asked through it before may still be refused after that. */
let leftByOneself = false;

const once = (leave: () => Promise<CurrentSession>): Promise<CurrentSession> =>
  (leaving ??= leave().finally(() => (leaving = null)));

/** From here on somebody acts as another user, until they stop or may not any more. */
export const actingBegan = (): void => {
  leftByOneself = false;
};

/**
 * Stops to act as another user (A11).
 * @returns one's own session
 */
export const stopActing = (): Promise<CurrentSession> =>
  once(async () => {
    const own = await stopMirroring().catch((error: unknown) => {
      // Another tab was faster.
      if (error instanceof ApiProblem && error.is('mirroring.not_on')) return currentSession();
      throw error;
    });
    leftByOneself = true;
    return own;
  });

/**
 * Leaves an account through which somebody may not act any more (A11) and says so, once, however many requests were refused
 * at the same time; where they have just stopped by themselves there is nothing to say.
 * @returns one's own session
 */
export const leaveMirrored = (): Promise<CurrentSession> =>
  once(async () => {
    // Stopping takes the cookie away; where it is gone already there is nothing to stop.
    const own = await stopMirroring().catch(() => currentSession());
    if (!leftByOneself)
      toastNotice(`${i18next.t('problem.session.mirroring_ended')} ${i18next.t('mirror.stopped')}`);
    return own;
  });
