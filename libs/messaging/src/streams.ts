import type { DataSource, EntityManager } from 'typeorm';

export type StreamKey = { source: string; subject: string };

/** A message that is to be applied. */
export type Waiting = {
  version: number;
  eventId: string;
  type: string;
  body: string | null;
  defect: string | null;
  replayed: boolean;
  expired: boolean;
};

/** A stream that this worker may work on until its lease is over. */
export type Claim = StreamKey & {
  token: string;
  /** The version that has been applied last. */
  last: number;
  /** Counts the one that begins now. */
  attempts: number;
  /** Why the attempt before failed. */
  error: string | null;
  /** Its next messages in order, perhaps with gaps. */
  waiting: Waiting[];
};

const messagesAtOnce = 50;

/**
 * Claims streams that are due. The attempt is counted and committed before anything runs, so that a message that kills
 * the process is parked in the end; until the lease is over nobody else takes the stream.
 *
 * The commit does not wait for the disk. Other workers see it at once all the same, so it fences them; a database that
 * crashes may forget it, and then its effects too, which are committed later in the same log and do wait. What is
 * forgotten is due again, with one attempt less on its count.
 * @param durable waits for the disk: for when failures are about, so that a message that takes the database down is
 *   counted as well
 */
export async function claimStreams(
  database: DataSource,
  token: string,
  limit: number,
  leaseMs: number,
  durable: boolean,
): Promise<Claim[]> {
  const claims = await database.query<Omit<Claim, 'token'>[]>(
    `with commit as materialized (
       select set_config('synchronous_commit', $4, true)
     ), due as materialized (
       select source, subject from stream where status = 'ok' and due <= now() order by due limit $2 for update skip locked
     ), claimed as (
       update stream set attempts = attempts + 1, owner = $1, due = now() + $3 * interval '1 millisecond'
       from due where (stream.source, stream.subject) = (due.source, due.subject)
       returning stream.source, stream.subject, last, attempts, error
     )
     select claimed.*, array(
       select json_build_object('version', version, 'eventId', event_id, 'type', type, 'body', body, 'defect', defect,
         'replayed', replayed, 'expired', coalesce(expires_at < now(), false))
       from inbox where (inbox.source, inbox.subject) = (claimed.source, claimed.subject)
         and version > claimed.last and done_at is null
       order by version limit ${messagesAtOnce}) as waiting
     from claimed cross join commit`,
    [token, limit, leaseMs, durable ? 'on' : 'off'],
  );
  return claims.map((claim) => ({ ...claim, token }));
}

/** How a claim ended. `attempts` 0 is success; with `error` the stream waits `waitMs`, or is parked for good. */
export type Outcome = {
  last: number;
  attempts: number;
  error: string | null;
  waitMs: number;
  parked: boolean;
};

/**
 * Gives a claimed stream back, in the transaction that applied its messages. The row is locked only here: locked from
 * the beginning, it would hold up the intake of every other stream for as long as a handler runs.
 * @returns false where the lease ran out and the stream is someone else's: the transaction must be rolled back
 */
export async function releaseStream(tx: EntityManager, claim: Claim, outcome: Outcome): Promise<boolean> {
  const key = [claim.source, claim.subject];
  const [found] = await tx.query<{ mine: boolean }[]>(
    `with mine as materialized (
       select from stream where source = $1 and subject = $2 and owner = $3 for update
     ), done as (
       update inbox set done_at = now(), body = null
       where source = $1 and subject = $2 and version <= $4 and done_at is null and exists (select from mine)
     )
     select exists (select from mine) as mine`,
    [...key, claim.token, outcome.last],
  );
  if (!found?.mine) return false;
  // A statement of its own: it sees what has been taken in up to the lock, and who comes later sees attempts = 0.
  await tx.query(
    `update stream set last = $3, attempts = $4, error = $5, status = $6, owner = null, due = case
         when $5::text is not null then now() + $7 * interval '1 millisecond'
         when exists (select from inbox where source = $1 and subject = $2 and version = $3 + 1) then now()
         else 'infinity' end
     where source = $1 and subject = $2`,
    [...key, outcome.last, outcome.attempts, outcome.error, outcome.parked ? 'parked' : 'ok', outcome.waitMs],
  );
  return true;
}

/** Takes back the attempt that an outage made fail. */
export async function forgiveAttempt(
  database: DataSource,
  streams: readonly StreamKey[],
  waitMs: number,
): Promise<void> {
  await database.query(
    `with forgiven as materialized (
       select stream.source, stream.subject from stream join unnest($1::text[], $2::text[]) as failed (source, subject)
         on (stream.source, stream.subject) = (failed.source, failed.subject)
       where owner is null and attempts > 0 and status = 'ok' order by 1, 2 for update of stream
     )
     update stream set attempts = attempts - 1, due = now() + $3 * interval '1 millisecond'
     from forgiven where (stream.source, stream.subject) = (forgiven.source, forgiven.subject)`,
    [streams.map((stream) => stream.source), streams.map((stream) => stream.subject), waitMs],
  );
}
