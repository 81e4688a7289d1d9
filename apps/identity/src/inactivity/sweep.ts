import { identityJobFinished, identityJobProgressed } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import type { Place } from './inactivity-of';

/** What a run has come to; people read it. */
export type Counts = { lookedAt: number; warned: number; deactivated: number; keptAsLastMaster: number };
export const nothingYet: Counts = { lookedAt: 0, warned: 0, deactivated: 0, keptAsLastMaster: 0 };

/** A run of the inactivity sweep that is under way, see `inactivity_sweep`. */
export type Sweep = { runId: string; place: Place; counts: Counts; traceparent: string | null };

const columns = `run_id as "runId", counts, traceparent,
  json_build_object('organizationId', organization_id, 'userId', user_id) as place`;

/** The oldest run that is not over. */
export async function findOpenSweep(manager: EntityManager): Promise<Sweep | undefined> {
  const [sweep] = await manager.query<Sweep[]>(
    `select ${columns} from inactivity_sweep where finished_at is null order by at limit 1`,
  );
  return sweep;
}

/**
 * Locks the run until the transaction ends: the first step of everything that a run does.
 * @returns false where another replica has gone on with it meanwhile
 */
export async function holdSweep(tx: EntityManager, { runId, place }: Sweep): Promise<boolean> {
  const held = await tx.query<unknown[]>(
    `select from inactivity_sweep
     where run_id = $1 and organization_id = $2 and user_id = $3 and finished_at is null for update`,
    [runId, place.organizationId, place.userId],
  );
  return held.length > 0;
}

const add = (counts: Counts, more: Counts): Counts => ({
  lookedAt: counts.lookedAt + more.lookedAt,
  warned: counts.warned + more.warned,
  deactivated: counts.deactivated + more.deactivated,
  keptAsLastMaster: counts.keptAsLastMaster + more.keptAsLastMaster,
});

/**
 * Notes how far a held run has got, in the transaction of what it has done on the way there, and says so now and then.
 * @param reportEveryMs at most so often
 */
export async function advanceSweep(
  tx: EntityManager,
  sweep: Sweep,
  { place, more, reportEveryMs }: { place: Place; more: Counts; reportEveryMs: number },
): Promise<Sweep> {
  const counts = add(sweep.counts, more);
  const [told] = await tx.query<{ version: number; reports: boolean }[]>(
    `with gone as (
       update inactivity_sweep set organization_id = $2, user_id = $3, counts = $4,
         version = version + case when reported_at <= clock_timestamp() - $5 * interval '1 millisecond' then 1 else 0 end,
         reported_at = case when reported_at <= clock_timestamp() - $5 * interval '1 millisecond'
           then clock_timestamp() else reported_at end
       where run_id = $1 returning version, reported_at
     ) select version, version > (select version from inactivity_sweep where run_id = $1) as reports from gone`,
    [sweep.runId, place.organizationId, place.userId, counts, reportEveryMs],
  );
  if (told?.reports) await report(tx, identityJobProgressed, sweep.runId, told.version, counts);
  return { ...sweep, place, counts };
}

/** Ends a held run and answers the scheduler. */
export async function finishSweep(tx: EntityManager, { runId, counts }: Sweep): Promise<void> {
  const [finished] = await tx.query<{ version: number }[]>(
    `with finished as (
       update inactivity_sweep set finished_at = clock_timestamp(), version = version + 1
       where run_id = $1 returning version
     ) select version from finished`,
    [runId],
  );
  await report(tx, identityJobFinished, runId, finished?.version ?? 1, counts);
}

const report = (
  tx: EntityManager,
  event: typeof identityJobProgressed | typeof identityJobFinished,
  runId: string,
  version: number,
  counts: Counts,
): Promise<unknown> =>
  appendEvents(tx, [
    draft({
      event,
      subject: `job-run/${runId}`,
      version,
      facts: { runId, counts },
      actor: 'service/identity',
      occurredAt: new Date(),
    }),
  ]);
