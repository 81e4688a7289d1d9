import type { EntityManager } from 'typeorm';
import type { Job } from './job';
import { answerWithinMinutes } from './start-run';

/**
 * Gives up runs whose answer has not come by their deadline; what a run has told by then stands before it.
 * @returns their ids
 */
export async function failUnansweredRuns(manager: EntityManager, jobs: readonly Job[]): Promise<string[]> {
  const rows = await manager.query<{ runId: string }[]>(
    `with doer as (select * from unnest($1::text[], $2::text[]) as doer (job_id, service)),
     failed as (
       update job_runs set state = 'failed', finished_at = now(), error = concat_ws('; ', error, format(
         'No answer from %s within %s minutes: the service is down or far behind. What it still does is not lost; run the job again once it is back.',
         coalesce((select service from doer where doer.job_id = job_runs.job_id), 'the service'), $3::int))
       where state = 'running' and deadline_at <= now()
       returning run_id
     )
     select run_id as "runId" from failed`,
    [jobs.map(({ jobId }) => jobId), jobs.map(({ carriedOutBy }) => carriedOutBy), answerWithinMinutes],
  );
  return rows.map(({ runId }) => runId);
}
