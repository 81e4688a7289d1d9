import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../api/bulk';
import type { Invited } from '../api/identity';
import { Skeleton } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { InviteForm } from './InviteForm';
import { InviteOutcome } from './InviteOutcome';
import { refetchInvited } from './refetch-invited';

type Results = Extract<Invited, { results: unknown }>['results'];

const JobPanel = lazy(() => import('../bulk/JobPanel').then((module) => ({ default: module.JobPanel })));

/** Invites any number of addresses at once, then shows what became of each; of many it comes bit by bit, as a job (L9). */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [results, setResults] = useState<Results | null>(null);
  const [job, setJob] = useState<BulkJob | null>(null);
  const done = (answer: Invited) => {
    if ('results' in answer) {
      setResults(answer.results);
      refetchInvited(queryClient, answer.results);
    } else {
      setJob(answer);
      void queryClient.invalidateQueries({ queryKey: ['bulk-jobs'], exact: true });
    }
  };
  const close = () => {
    onClose();
    if (job) void queryClient.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <Dialog
      opened
      onClose={close}
      size="lg"
      title={t(results || job ? 'invite.outcome.title' : 'invite.title')}
    >
      {job ? (
        <Suspense fallback={<Skeleton height={160} />}>
          <JobPanel jobId={job.jobId} onClose={close} />
        </Suspense>
      ) : results ? (
        <InviteOutcome results={results} onAgain={() => setResults(null)} onClose={onClose} />
      ) : (
        <InviteForm onDone={done} onCancel={onClose} />
      )}
    </Dialog>
  );
}
