import { IconClockPlay, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { jobsQuery } from '../api/queries';
import { type Job, runJob } from '../api/scheduler';
import { useProblemText } from '../i18n/problem-text';
import { Button, Group, Stack, Text } from '../ui/basics';
import { StateBadge } from '../ui/StateBadge';
import { EmptyState, ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { toastError, toastSuccess } from '../ui/toast';
import { ByWhom } from '../users/ByWhom';
import classes from './JobsPage.module.css';
import { useJobWords } from './job-words';
import { JobRuns } from './JobRuns';
import { JobsSkeleton } from './JobsSkeleton';
import { PauseButton } from './PauseButton';
import { RunState } from './RunState';

/** All jobs, each with its schedule, its last runs and what can be done with it. */
export function JobList() {
  const { t } = useTranslation();
  const jobs = useQuery(jobsQuery);
  if (jobs.error && !jobs.data) return <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />;
  if (!jobs.data) return <JobsSkeleton />;
  if (jobs.data.items.length === 0)
    return <EmptyState icon={IconClockPlay} title={t('jobs.none.title')} description={t('jobs.none.text')} />;
  return (
    <Stack>
      {jobs.data.items.map((job) => (
        <JobCard key={job.jobId} job={job} />
      ))}
    </Stack>
  );
}

function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const words = useJobWords();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const name = words.name(job.jobId);
  const awaited = useRef<string | null>(null);
  const running = useMutation({
    mutationFn: () => runJob(job.jobId),
    onSuccess: ({ runId }) => {
      awaited.current = runId;
      toastSuccess(t('jobs.started', { name }));
    },
    onError: (error) => toastError(problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const { lastRun } = job;
  const busy = lastRun?.state === 'running';
  // Who has pressed the button is told how it ended; the runs of the schedule end quietly.
  useEffect(() => {
    if (!lastRun || lastRun.state === 'running' || lastRun.runId !== awaited.current) return;
    awaited.current = null;
    if (lastRun.state === 'failed') toastError(t('jobs.failed', { name, error: lastRun.error ?? '' }));
    else toastSuccess(t('jobs.succeeded', { name, counts: words.counts(lastRun.counts) }));
  }, [lastRun, name, t, words]);
  return (
    <section className={classes.job} aria-label={name}>
      <Group justify="space-between" align="flex-start">
        <div className={classes.about}>
          <Text component="h2" fw={650} size="lg" m={0}>
            {name}
          </Text>
          <Text c="dimmed">{words.description(job.jobId)}</Text>
        </div>
        <Group gap="xs">
          <PauseButton job={job} name={name} />
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            loading={running.isPending}
            disabled={busy}
            onClick={() => running.mutate()}
            data-trace="run job"
            aria-label={t('jobs.runNowOf', { name })}
          >
            {t('jobs.runNow')}
          </Button>
        </Group>
      </Group>
      <dl className={classes.facts}>
        <div>
          <dt>{t('jobs.schedule')}</dt>
          <dd>
            {words.schedule(job.schedule)}{' '}
            <Text span c="dimmed" size="sm">
              ({job.timeZone})
            </Text>
          </dd>
        </div>
        <div>
          <dt>{t('jobs.nextRun')}</dt>
          <dd>
            {job.nextRunAt && <Time at={job.nextRunAt} focusable />}
            {job.paused && (
              <Group gap="xs">
                <StateBadge tone="off" icon={IconPlayerPause}>
                  {t('jobs.paused')}
                </StateBadge>
                <Time at={job.paused.at} focusable />
                <ByWhom userId={job.paused.by} />
              </Group>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('jobs.lastRun')}</dt>
          <dd>
            {job.lastRun ? (
              <Group gap="xs">
                <RunState state={job.lastRun.state} />
                <Time at={job.lastRun.startedAt} focusable />
                <span>{words.counts(job.lastRun.counts)}</span>
                {job.lastRun.error && <Text size="sm">{job.lastRun.error}</Text>}
              </Group>
            ) : (
              t('jobs.notYet')
            )}
          </dd>
        </div>
      </dl>
      <JobRuns jobId={job.jobId} name={name} />
    </section>
  );
}
