import { applyRetention, type reportRetention } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { answerWithinMinutes } from '../jobs/start-run';
import { requireOwn } from '../seals/seal-heads';

const services = Object.keys(applyRetention).length;

/**
 * Takes how far one service is with deleting what has been kept for long enough. The run is over when all have finished, and
 * waits anew for whoever is at it. A report that comes late, or twice, changes nothing.
 */
export const takeRetentionReport: Handler<typeof reportRetention> = async (message, { tx }) => {
  requireOwn(message);
  const { runId, service, report, counts, finished } = message.data;
  // Services that answer at once are added up one after the other.
  const run = await tx.query<unknown[]>('select from job_runs where run_id = $1 for update', [runId]);
  if (run.length === 0) return;
  const taken = await tx.query<unknown[]>(
    `insert into retention_report (run_id, service, report, counts, finished) values ($1, $2, $3, $4::jsonb, $5)
     on conflict (run_id, service) do update
     set report = excluded.report, counts = excluded.counts, finished = excluded.finished
     where excluded.report > retention_report.report
     returning run_id`,
    [runId, service, report, JSON.stringify(counts), finished],
  );
  if (taken.length === 0) return;
  const reports = await tx.query<{ counts: Record<string, number>; finished: boolean }[]>(
    'select counts, finished from retention_report where run_id = $1 order by service',
    [runId],
  );
  const isOver = reports.length === services && reports.every((each) => each.finished);
  await tx.query(
    `update job_runs set counts = $2::jsonb, error = null,
       state = case when $3 then 'succeeded' else 'running' end,
       finished_at = case when $3 then now() end,
       deadline_at = now() + make_interval(mins => $4)
     where run_id = $1 and state <> 'succeeded'`,
    [
      runId,
      JSON.stringify(Object.assign({}, ...reports.map((each) => each.counts))),
      isOver,
      answerWithinMinutes,
    ],
  );
};
