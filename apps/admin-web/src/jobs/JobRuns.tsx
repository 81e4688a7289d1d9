import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { jobRunsQuery } from '../api/queries';
import type { JobRun } from '../api/scheduler';
import { useFormat } from '../i18n/format';
import { Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { ByWhom } from '../users/ByWhom';
import { JobHistory } from './JobHistory';
import classes from './JobsPage.module.css';
import { useJobWords } from './job-words';
import { RunState } from './RunState';

const route = getRouteApi('/console/jobs');

/** The runs of one job, newest first; which job is open stands in the address. */
export function JobRuns({ jobId, name }: { jobId: string; name: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const open = route.useSearch().job === jobId;
  return (
    <details
      open={open}
      onToggle={(event) => {
        const opened = event.currentTarget.open;
        if (opened !== open)
          void navigate({ search: { job: opened ? jobId : undefined }, replace: true, resetScroll: false });
      }}
    >
      <summary className={classes.summary}>{t('jobs.runs')}</summary>
      {open && (
        <>
          <Runs jobId={jobId} name={name} />
          <JobHistory jobId={jobId} />
        </>
      )}
    </details>
  );
}

function Runs({ jobId, name }: { jobId: string; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useJobWords();
  const runs = useQuery(jobRunsQuery(jobId));
  const columns = useMemo<Column<JobRun>[]>(
    () => [
      { id: 'state', header: t('jobs.run.state'), cell: (run) => <RunState state={run.state} /> },
      { id: 'startedAt', header: t('jobs.run.started'), cell: (run) => <Time at={run.startedAt} seconds /> },
      {
        id: 'duration',
        header: t('jobs.run.duration'),
        cell: (run) =>
          run.finishedAt
            ? format.duration(new Date(run.finishedAt).getTime() - new Date(run.startedAt).getTime())
            : '–',
      },
      { id: 'cause', header: t('jobs.run.cause'), cell: (run) => <Cause run={run} /> },
      {
        id: 'result',
        header: t('jobs.run.result'),
        width: '35%',
        cell: (run) => (
          <Stack gap={2}>
            <span>{words.counts(run.counts)}</span>
            {run.error && (
              <Text size="sm" c="dimmed">
                {run.error}
              </Text>
            )}
          </Stack>
        ),
      },
    ],
    [t, format, words],
  );
  if (runs.error && !runs.data) return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.data?.items.length === 0) return <Text c="dimmed">{t('jobs.notYet')}</Text>;
  return (
    <div className={classes.runs}>
      <DataTable
        caption={t('jobs.runsOf', { name })}
        columns={columns}
        rows={runs.data?.items ?? []}
        rowId={(run) => run.runId}
        loading={runs.isPending}
        minWidth="640px"
      />
    </div>
  );
}

function Cause({ run }: { run: JobRun }) {
  const { t } = useTranslation();
  const userId = run.startedBy;
  return (
    <>
      {t(`jobs.cause.${run.cause}`)}
      {userId && (
        <>
          {' '}
          <ByWhom userId={userId} />
        </>
      )}
    </>
  );
}
