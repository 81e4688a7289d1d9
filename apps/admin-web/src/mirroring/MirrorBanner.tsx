import { IconMasksTheater } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrentSession, currentSession } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { actingBegan, stopActing } from '../session/leave-mirrored';
import { Button, VisuallyHidden } from '../ui/basics';
import { usePageNamePrefix } from '../ui/page-name';
import { toastError, toastSuccess } from '../ui/toast';
import { displayName } from '../users/display-name';
import classes from './MirrorBanner.module.css';
import { clockFace, useTimeLeft } from './time-left';
import { useAccountChange } from './use-account-change';
import { whereBegun } from './where-begun';

type MirrorBannerProps = {
  session: CurrentSession;
  mirroring: NonNullable<CurrentSession['mirroring']>;
};

/** Above every page while somebody acts as another user: who, as whom, how much longer, and the way out (A11). */
export function MirrorBanner({ session, mirroring }: MirrorBannerProps) {
  const { t } = useTranslation();
  const { seconds, said } = useTimeLeft(mirroring.until);
  const stopping = useStop(session);
  const as = t('mirror.banner.as', { name: displayName(session) });
  usePageNamePrefix(as);
  useEffect(actingBegan, [mirroring.until]);
  useEffect(() => {
    // The service ends it, and says so to whoever asks.
    if (seconds <= 0 && seconds % 5 === 0) currentSession({ background: true }).catch(() => undefined);
  }, [seconds]);
  return (
    <>
      <section className={classes.banner} aria-label={t('mirror.banner.label')}>
        <IconMasksTheater className={classes.icon} stroke={1.7} aria-hidden />
        <p className={classes.names}>
          <strong className={classes.name}>{as}</strong>
          <span className={classes.name}>{t('mirror.banner.by', { name: displayName(mirroring.by) })}</span>
        </p>
        <span className={classes.time} role="timer">
          {t('mirror.banner.left', { time: clockFace(seconds) })}
        </span>
        <Button
          size="compact-md"
          className={classes.stop}
          loading={stopping.isPending}
          onClick={() => stopping.mutate()}
          data-trace="stop acting as a user"
        >
          {t('mirror.banner.stop')}
        </Button>
        <VisuallyHidden role="status">
          {said === null ? '' : t('mirror.banner.said', { as, count: said })}
        </VisuallyHidden>
      </section>
      <div className={classes.frame} />
    </>
  );
}

/** Stops, and returns to where it began as oneself. */
function useStop(session: CurrentSession) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const change = useAccountChange();
  const goOn = (own: CurrentSession) => {
    change(own, whereBegun(session));
    toastSuccess(t('mirror.stopped'));
  };
  return useMutation({
    mutationFn: stopActing,
    onSuccess: goOn,
    onError: (error) => toastError(problemText(error)),
  });
}
