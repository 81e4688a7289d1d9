import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { Transact } from '../transact';
import { type BulkJob, findJob, isOwn, type OwnJob } from './find-jobs';
import { countsOfJob, isRetryable } from './job-counts';

type Deps = { transact: Transact };

/**
 * Leaves undone what is not done yet; what is over stays as it is. What is being done here at this moment is undone;
 * what another service has been asked for is done, and counted when it answers.
 * Problem: 404 `job.not_found`.
 */
export const cancelJob =
  ({ transact }: Deps) =>
  (own: OwnJob): Promise<BulkJob> =>
    transact(async (tx) => {
      const { state } = await lockJob(tx, own);
      if (state === 'running' || state === 'gathering') {
        await tx.query(
          `update bulk_item set state = 'cancelled', lease = null, finished_at = clock_timestamp()
           where job_id = $1 and state = 'waiting'`,
          [own.jobId],
        );
        await tx.query(
          `update bulk_job j set state = 'cancelled', finished_at = clock_timestamp(), counts = ${countsOfJob}
           where id = $1`,
          [own.jobId],
        );
      }
      return findJob(tx, own);
    });

/**
 * Tries those that failed once more, in the same job; where none has failed that could be mended it stays as it is.
 * @param confirmed whether it was confirmed with the own password, which the removal and the import of users want each time
 * Problems: 404 `job.not_found`, 409 `job.running`, 403 `password.wrong`.
 */
export const retryJob =
  ({ transact, wakeJobs }: Deps & { wakeJobs: () => void }) =>
  async (own: OwnJob, confirmed: boolean): Promise<BulkJob> => {
    const job = await transact(async (tx) => {
      const { state, act } = await lockJob(tx, own);
      if (state === 'running' || state === 'gathering') throw new Problem('job.running');
      if ((act === 'remove' || act === 'import_users') && !confirmed) throw new Problem('password.wrong');
      const failed = await tx.query<unknown[]>(
        `with failed as (
           update bulk_item set state = 'waiting', problem = null, attempts = 0, due_at = clock_timestamp(),
             finished_at = null, hand_over = hand_over + 1
           where job_id = $1 and ${isRetryable} returning 1
         ) select from failed`,
        [own.jobId],
      );
      if (failed.length > 0)
        await tx.query(
          `update bulk_job set state = 'running', attempt = attempt + 1, finished_at = null, counts = null where id = $1`,
          [own.jobId],
        );
      return findJob(tx, own);
    });
    wakeJobs();
    return job;
  };

async function lockJob(
  tx: EntityManager,
  { jobId, acting: { actorId, onBehalfOfId } }: OwnJob,
): Promise<Pick<BulkJob, 'state' | 'act'>> {
  const [job] = await tx.query<Pick<BulkJob, 'state' | 'act'>[]>(
    `select state, act from bulk_job where id = $3 and ${isOwn} for update`,
    [actorId, onBehalfOfId, jobId],
  );
  if (!job) throw new Problem('job.not_found');
  return job;
}
