import { reportRetention, type RetainingService } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { sendCommand } from '../send-command';
import { inSpanBelow } from '../trace';

/**
 * One kind of things that a service keeps for a time. Never a fact, and nothing by which a message is known that may come
 * again: the event log is the history, the last version of a stream knows every event that was applied, and the row of a
 * command stays in the inbox for as long as the command could be carried out.
 */
export type Kept = {
  /** The name of its count in the results, which the console has words for. */
  counted: string;
  /**
   * Deletes what has been kept for long enough, the oldest first; what is locked is passed over.
   * @param most how many at most
   * @returns how many were deleted
   */
  forget(tx: EntityManager, most: number): Promise<number>;
};

export type Retention = {
  service: RetainingService;
  kept: readonly Kept[];
  /** Things in one transaction (1000): what others wait for is locked for milliseconds. */
  batch?: number;
  /** How often it is said how far a run is, at most (milliseconds). */
  reportEveryMs?: number;
};

type OpenRun = {
  runId: string;
  place: number;
  counts: Record<string, number>;
  report: number;
  traceparent: string | null;
  reports: boolean;
};

const answerWithinMs = 24 * 3_600_000;

/**
 * Takes the oldest open run one batch further, in one transaction with the note of how far it has got: killed at any moment it
 * goes on from there, in whichever replica.
 * @returns whether there may be more to do
 */
export async function retainFurther(tx: EntityManager, retention: Retention): Promise<boolean> {
  const { kept, batch = 1000, reportEveryMs = 5000 } = retention;
  const [run] = await tx.query<OpenRun[]>(
    `select run_id as "runId", place, counts, report, traceparent,
       reported_at <= clock_timestamp() - $1 * interval '1 millisecond' as reports
     from retention_run where finished_at is null order by started_at limit 1 for update skip locked`,
    [reportEveryMs],
  );
  if (!run) return false;
  const kind = kept[run.place];
  const forgotten = kind ? await kind.forget(tx, batch) : 0;
  const counts = kind
    ? { ...run.counts, [kind.counted]: (run.counts[kind.counted] ?? 0) + forgotten }
    : run.counts;
  const place = forgotten < batch ? run.place + 1 : run.place;
  const finished = place >= kept.length;
  const says = finished || run.reports;
  const report = run.report + (says ? 1 : 0);
  await tx.query(
    `update retention_run set place = $2, counts = $3::jsonb, report = $4,
       reported_at = case when $5 then clock_timestamp() else reported_at end,
       finished_at = case when $6 then clock_timestamp() end
     where run_id = $1`,
    [run.runId, place, JSON.stringify(counts), report, says, finished],
  );
  if (says) await tell(tx, retention, { ...run, report, counts, finished });
  return true;
}

function tell(
  tx: EntityManager,
  { service }: Retention,
  { runId, report, counts, finished, traceparent }: OpenRun & { finished: boolean },
): Promise<unknown> {
  const options = { actor: `service/${service}`, expiresAt: new Date(Date.now() + answerWithinMs) };
  const span = { name: 'retention', attributes: { 'tenantry.job.run': runId } };
  return inSpanBelow(traceparent, span, () =>
    sendCommand(tx, reportRetention, { service, runId, report, counts, finished }, options),
  );
}
