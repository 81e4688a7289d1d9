import i18next from 'i18next';
import { type CurrentSession, currentSession, stopMirroring } from '../api/identity';
import { toastNotice } from '../ui/toast';

let leaving: Promise<CurrentSession> | null = null;

async function leave(): Promise<CurrentSession> {
  // Stopping takes the cookie away; where it is gone already there is nothing to stop.
  const own = await stopMirroring().catch(() => currentSession());
  toastNotice(`${i18next.t('problem.session.mirroring_ended')} ${i18next.t('mirror.stopped')}`);
  return own;
}

/**
 * Leaves an account through which somebody may not act any more (A11) and says so, once, however many requests were refused
 * at the same time.
 * @returns one's own session
 */
export const leaveMirrored = (): Promise<CurrentSession> =>
  (leaving ??= leave().finally(() => (leaving = null)));
