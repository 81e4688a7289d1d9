import { IconPlayerPause, IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Job, setPaused } from '../api/scheduler';
import { useProblemText } from '../i18n/problem-text';
import { Button } from '../ui/basics';
import { toastError, toastSuccess } from '../ui/toast';

/** Pauses the schedule of a job, or resumes it. */
export function PauseButton({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const pauses = job.paused === null;
  const act = pauses ? 'pause' : 'resume';
  const setting = useMutation({
    mutationFn: () => setPaused(job.jobId, pauses),
    onSuccess: () => toastSuccess(t(pauses ? 'jobs.pauseDone' : 'jobs.resumeDone', { name })),
    onError: (error) => toastError(problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const Glyph = pauses ? IconPlayerPause : IconPlayerTrackNext;
  return (
    <Button
      variant="subtle"
      leftSection={<Glyph size={15} aria-hidden />}
      loading={setting.isPending}
      onClick={() => setting.mutate()}
      data-trace={`${act} job`}
      aria-label={t(`jobs.${act}Of`, { name })}
    >
      {t(`jobs.${act}`)}
    </Button>
  );
}
