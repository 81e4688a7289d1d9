import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onSession } from '../api/client';
import { type CurrentSession, currentSession } from '../api/identity';
import { heartbeatEvery, sessionQuery } from '../api/queries';
import { useAccountChange } from '../mirroring/use-account-change';
import { whereBegun } from '../mirroring/where-begun';
import { toastNotice } from '../ui/toast';
import { keepAliveAfter, secondsLeft, sessionWasUsed, warnBefore } from './idle';
import { leaveMirrored } from './leave-mirrored';
import { onTabs } from './tabs';

const IdleWarning = lazy(() => import('./IdleWarning').then((module) => ({ default: module.IdleWarning })));

type Why = 'ended' | 'idle' | 'other_environment' | 'organization_suspended';

/** Leaves for the page that says why the session is over and leads back to where the person was. */
function useLeave() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const leaving = useRef(false);
  return useCallback(
    (why: Why) => {
      // Several requests may be refused at once; the first one knows where the person was.
      if (leaving.current) return;
      leaving.current = true;
      const to = router.state.location.href;
      void router.navigate({ to: '/session-ended', search: { why, to }, replace: true }).then(() => {
        queryClient.clear();
      });
    },
    [router, queryClient],
  );
}

/** Goes on as oneself where acting as another user has ended without one's doing (A11). */
function useLeaveAccount(session: CurrentSession) {
  const queryClient = useQueryClient();
  const change = useAccountChange();
  return useCallback(() => {
    leaveMirrored().then(
      (own) => {
        if (session.mirroring) change(own, whereBegun(session));
        else void queryClient.invalidateQueries();
      },
      // Not reachable now, or signed out as well: the next request says it again.
      () => undefined,
    );
  }, [session, change, queryClient]);
}

/** Shows the account that is signed in, where this page still showed another one, and says why nothing was done. */
function useShowSignedIn() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useCallback(() => {
    toastNotice(t('problem.session.other_account'));
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }, [t, queryClient]);
}

/** Watches over the session: says when it has ended elsewhere, and warns before it ends by itself. */
export function SessionWatch({ session }: { session: CurrentSession }) {
  const { idleSeconds } = session;
  const queryClient = useQueryClient();
  const leave = useLeave();
  const leaveAccount = useLeaveAccount(session);
  const showSignedIn = useShowSignedIn();
  const [left, setLeft] = useState(() => secondsLeft(idleSeconds));
  const warned = left <= warnBefore(idleSeconds);

  useEffect(
    () =>
      onSession('sessionLost', (problem) => {
        if (problem.is('session.mirroring_ended')) leaveAccount();
        else if (problem.is('session.other_account')) showSignedIn();
        else if (problem.is('session.other_environment')) leave('other_environment');
        else if (problem.is('session.organization_suspended')) leave('organization_suspended');
        else leave(secondsLeft(idleSeconds) <= 0 ? 'idle' : 'ended');
      }),
    [leave, leaveAccount, showSignedIn, idleSeconds],
  );
  useEffect(
    () =>
      onTabs((news) => {
        if ('accountChanged' in news) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }),
    [queryClient],
  );
  useEffect(() => onSession('sessionUsed', () => sessionWasUsed()), []);
  const knownLimit = useRef(idleSeconds);
  useEffect(() => {
    // A shorter limit that an administrator has set counts from then, which is at most one heartbeat ago.
    if (idleSeconds < knownLimit.current) sessionWasUsed(Date.now() - heartbeatEvery);
    knownLimit.current = idleSeconds;
  }, [idleSeconds]);

  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = secondsLeft(idleSeconds);
      setLeft(seconds);
      // Another browser or a slow clock may have kept it alive: the service knows.
      if (seconds <= 0 && seconds % 5 === 0) currentSession({ background: true }).catch(() => undefined);
    }, 1000);
    return () => clearInterval(timer);
  }, [idleSeconds, leave]);

  useEffect(() => {
    const onActivity = () => {
      if (secondsLeft(idleSeconds) > idleSeconds - keepAliveAfter(idleSeconds)) return;
      sessionWasUsed();
      // Whoever reads and types is there, even without a request; failures show where they matter.
      currentSession().catch(() => undefined);
    };
    window.addEventListener('keydown', onActivity);
    window.addEventListener('pointerdown', onActivity);
    return () => {
      window.removeEventListener('keydown', onActivity);
      window.removeEventListener('pointerdown', onActivity);
    };
  }, [idleSeconds]);

  if (!warned || left <= 0) return null;
  return (
    <Suspense fallback={null}>
      <IdleWarning seconds={left} onLeave={() => leave('ended')} />
    </Suspense>
  );
}
