import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkJob, cancelBulkJob, retryBulkJob } from '../api/bulk';
import { bulkJobQuery, isOver } from '../api/bulk-queries';
import { withFurtherTexts } from '../i18n/i18n';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Alert, Button, Group, Skeleton, Stack, Text } from '../ui/basics';
import { Progress } from '../ui/Progress';
import { ErrorState } from '../ui/States';
import { toastError } from '../ui/toast';
import { JobState } from './JobState';
import { useJob } from './use-job';
import { useJobCsv } from './use-job-csv';

const JobResults = lazy(() => import('./JobResults').then((module) => ({ default: module.JobResults })));
const JobRole = lazy(() =>
  withFurtherTexts(import('./JobRole').then((module) => ({ default: module.JobRole }))),
);
const RetryForm = lazy(() => import('./RetryForm').then((module) => ({ default: module.RetryForm })));

/** How far a job is, what can be done with it, and what it has come to for each. */
export function JobPanel({ jobId, onClose }: { jobId: string; onClose?: () => void }) {
  const job = useJob(jobId);
  if (job.error && !job.data) return <ErrorState error={job.error} onRetry={() => void job.refetch()} />;
  if (!job.data) return <Skeleton height={160} />;
  return <Known job={job.data} {...(onClose && { onClose })} />;
}

function Known({ job, onClose }: { job: BulkJob; onClose?: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const saving = useJobCsv(job);
  const { total, waiting, done, skipped, failed, cancelled } = job.counts;
  const over = isOver(job);
  const { retryable = failed } = job.counts;
  const change = useChange(job);
  const parts = [
    t('bulk.count.done', { shown: format.number(done) }),
    ...(skipped > 0 ? [t('bulk.count.skipped', { shown: format.number(skipped) })] : []),
    ...(failed > 0 ? [t('bulk.count.failed', { shown: format.number(failed) })] : []),
    ...(cancelled > 0 ? [t('bulk.count.cancelled', { shown: format.number(cancelled) })] : []),
    ...(waiting > 0 ? [t('bulk.count.waiting', { shown: format.number(waiting) })] : []),
  ];
  const left = secondsLeft(job);
  return (
    <Stack>
      {job.role && (
        <Suspense fallback={null}>
          <JobRole roleId={job.role} />
        </Suspense>
      )}
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <JobState job={job} />
          <Text role="status" className="tabular">
            {job.state === 'gathering' ? t('bulk.gathering') : parts.join(' · ')}
          </Text>
        </Group>
        {left !== null && (
          <Text size="sm" c="dimmed" className="tabular">
            {t('bulk.left', { time: format.duration(left * 1000) })}
          </Text>
        )}
      </Group>
      {!over && <Progress label={t('bulk.progress')} value={total - waiting} max={total} />}
      {job.problem && (
        <Alert color="red" role="alert">
          {problemText(new ApiProblem(job.problem, 0, null))}
        </Alert>
      )}
      <Group gap="xs">
        {!over && (
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate(() => cancelBulkJob(job.jobId))}
            data-trace="cancel job"
          >
            {t('bulk.cancel')}
          </Button>
        )}
        {over && retryable > 0 && !isConfirmed(job) && (
          <Button
            loading={change.isPending}
            onClick={() => change.mutate(() => retryBulkJob(job.jobId))}
            data-trace="retry job"
          >
            {t('bulk.retry', { shown: format.number(retryable) })}
          </Button>
        )}
        {over && total > 0 && (
          <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('bulk.csv')}
          </Button>
        )}
        {onClose && (
          <Button variant="default" onClick={onClose}>
            {t(over ? 'action.close' : 'bulk.goOn')}
          </Button>
        )}
      </Group>
      {over && retryable > 0 && isConfirmed(job) && (
        <Suspense fallback={null}>
          <RetryForm
            shown={format.number(retryable)}
            danger={job.act === 'remove'}
            pending={change.isPending}
            onRetry={(ownPassword) => change.mutate(() => retryBulkJob(job.jobId, ownPassword))}
          />
        </Suspense>
      )}
      {total > 0 && (
        <Suspense fallback={<Skeleton height={120} />}>
          <JobResults job={job} />
        </Suspense>
      )}
    </Stack>
  );
}

/** What the own password confirms, each time that it is tried. */
const isConfirmed = ({ act }: BulkJob): boolean => act === 'remove' || act === 'import_users';

function useChange({ jobId }: BulkJob) {
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: (change: () => Promise<BulkJob>) => change(),
    onSuccess: async (changed) => {
      queryClient.setQueryData(bulkJobQuery(jobId).queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: ['bulk-jobs'] });
    },
    onError: (error) => toastError(problemText(error)),
  });
}

/** By the pace until now; `null` where there is none yet, or where it would say little. */
function secondsLeft({ counts, startedAt, finishedAt, attempt }: BulkJob): number | null {
  const handled = counts.total - counts.waiting;
  if (!startedAt || finishedAt || attempt > 1 || handled < 20 || counts.waiting === 0) return null;
  const passed = (Date.now() - new Date(startedAt).getTime()) / 1000;
  return Math.max(1, Math.round((passed / handled) * counts.waiting));
}
