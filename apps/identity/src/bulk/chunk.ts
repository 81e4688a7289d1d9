import { randomUUID } from 'node:crypto';
import type { Acting, BulkAct } from '@tenantry/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { BulkItem } from './bulk-act';
import { countsOfJob } from './job-counts';

/** Items that one replica has taken to do, until its lease is over. */
export type Chunk = {
  jobId: string;
  act: BulkAct;
  acting: Acting;
  comment: string | null;
  settings: unknown;
  traceparent: string | null;
  lease: string;
  items: (BulkItem & { attempts: number })[];
};

type JobRow = Pick<Chunk, 'jobId' | 'act' | 'comment' | 'settings' | 'traceparent'> & Acting;

type ChunkSize = {
  /** Items at most. */
  size: number;
  leaseSeconds: number;
  /** Of the acts of which so many items of a job may be on their way at most. */
  mostOnTheirWay: Partial<Record<BulkAct, number>>;
};

/** SQL: what waits and is not due is being done, was handed over to another service, or is to be tried again in a moment. */
const onTheirWay = (job: string) => `(
  select count(*) from bulk_item w where w.job_id = ${job} and w.state = 'waiting' and w.due_at > clock_timestamp())`;

/**
 * Takes the next items of the job whose turn it is; jobs take turns, so that a small one does not wait for a large one, and
 * one of which no more may be on their way has none. The lease is measured on the database's clock.
 */
export const claimChunk = (
  database: DataSource,
  { size, leaseSeconds, mostOnTheirWay }: ChunkSize,
): Promise<Chunk | undefined> =>
  database.transaction(async (tx) => {
    const [job] = await tx.query<JobRow[]>(
      `with turn as (
         select id from bulk_job j where state = 'running' and exists (
           select from bulk_item i where i.job_id = j.id and i.state = 'waiting' and i.due_at <= clock_timestamp())
           and case when $1::jsonb ? act then ${onTheirWay('j.id')} < ($1::jsonb ->> act)::int else true end
         order by turn_at limit 1 for update skip locked
       ), taken as (
         update bulk_job j set turn_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
         from turn where j.id = turn.id returning j.*
       ) select id as "jobId", act, comment, settings, traceparent, actor_id as "actorId", on_behalf_of_id as "onBehalfOfId"
       from taken`,
      [JSON.stringify(mostOnTheirWay)],
    );
    if (!job) return undefined;
    const { actorId, onBehalfOfId, ...rest } = job;
    const lease = randomUUID();
    // Counted anew, now that nobody else takes any of this job.
    const items = await tx.query<Chunk['items']>(
      `with due as (
         select position from bulk_item where job_id = $1 and state = 'waiting' and due_at <= clock_timestamp()
         order by position limit greatest(0, least($2, $5::int - ${onTheirWay('$1')})) for update skip locked
       ), taken as (
         update bulk_item i set lease = $3, attempts = attempts + 1,
           due_at = clock_timestamp() + make_interval(secs => $4)
         from due where i.job_id = $1 and i.position = due.position returning i.*
       ) select position, key, user_id as "userId", input, attempts from taken order by position`,
      [job.jobId, size, lease, leaseSeconds, mostOnTheirWay[job.act] ?? null],
    );
    return { ...rest, acting: { actorId, onBehalfOfId }, lease, items };
  });

/** Another replica has the item by now, or it was cancelled: what was done to it in this transaction is undone. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

type Outcome = { state: 'done' | 'skipped' | 'failed'; problem: string | null };
type Held = Pick<Chunk, 'jobId' | 'lease'>;

/**
 * Writes what an item has come to, in the transaction of its effect. What it was made of is not kept once it is done: it can
 * hold names and addresses. False where it is not ours any more.
 */
export async function settleItem(
  manager: EntityManager,
  { jobId, lease }: Held,
  position: number,
  { state, problem }: Outcome,
): Promise<boolean> {
  const settled = await manager.query<unknown[]>(
    `with settled as (
       update bulk_item set state = $4, problem = $5, lease = null, finished_at = clock_timestamp(),
         input = case when $4 = 'done' then null else input end
       where job_id = $1 and position = $2 and lease = $3 and state = 'waiting' returning 1
     ) select from settled`,
    [jobId, position, lease, state, problem],
  );
  return settled.length > 0;
}

/** Gives an item back, to be tried again later. False where it is not ours any more. */
export async function postponeItem(
  manager: EntityManager,
  { jobId, lease }: Held,
  position: number,
  seconds: number,
): Promise<boolean> {
  const postponed = await manager.query<unknown[]>(
    `with postponed as (
       update bulk_item set lease = null, due_at = clock_timestamp() + make_interval(secs => $4)
       where job_id = $1 and position = $2 and lease = $3 and state = 'waiting' returning 1
     ) select from postponed`,
    [jobId, position, lease, seconds],
  );
  return postponed.length > 0;
}

/**
 * Leaves an item to another service, to be taken up again where that has not answered by then.
 * @returns which attempt this is; `undefined` where the item is not ours any more
 */
export async function handOverItem(
  manager: EntityManager,
  { jobId, lease }: Held,
  position: number,
  seconds: number,
): Promise<number | undefined> {
  const [handedOver] = await manager.query<{ attempt: number }[]>(
    `with handed_over as (
       update bulk_item set lease = null, due_at = clock_timestamp() + make_interval(secs => $4),
         hand_over = hand_over + 1
       where job_id = $1 and position = $2 and lease = $3 and state = 'waiting' returning hand_over
     ) select hand_over as attempt from handed_over`,
    [jobId, position, lease, seconds],
  );
  return handedOver?.attempt;
}

/** Gives back what was not begun: it counts as no attempt. */
export async function giveBack({ manager }: DataSource, { jobId, lease }: Held): Promise<void> {
  await manager.query(
    `update bulk_item set lease = null, due_at = clock_timestamp(), attempts = attempts - 1
     where job_id = $1 and lease = $2 and state = 'waiting'`,
    [jobId, lease],
  );
}

/** Whether there is anything to do at all: what is asked all the time where nobody has a job. */
export async function isAnyOpen({ manager }: DataSource): Promise<boolean> {
  const open = await manager.query<unknown[]>(
    `select from bulk_job where state in ('gathering', 'running') limit 1`,
  );
  return open.length > 0;
}

/** Jobs in which nothing is left to be done are finished. */
export async function finishJobs({ manager }: DataSource): Promise<void> {
  await manager.query(
    `update bulk_job j set state = 'finished', finished_at = clock_timestamp(), counts = ${countsOfJob}
     where state = 'running'
       and not exists (select from bulk_item i where i.job_id = j.id and i.state = 'waiting')`,
  );
}
