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
  /** It may be applied in one transaction with others. */
  shares: boolean;
  /** Why the attempt before failed. */
  error: string | null;
  /** After that too little of the lease may be left to begin; as `performance.now()` tells the time. */
  beginBy: number;
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
 *
 * What has failed before, or has died with its worker, and commands, which may be long work, have a transaction of their
 * own: there is one worker for each of them, so that none is counted for what the one before it did.
 * @param most streams in all; `workers` of those that have a transaction of their own
 * @param durable waits for the disk: for when failures are about, so that a message that takes the database down is
 *   counted as well
 */
export async function claimStreams(
  database: DataSource,
  token: string,
  { most, workers, leaseMs, durable }: { most: number; workers: number; leaseMs: number; durable: boolean },
): Promise<Claim[]> {
  // Counted from before the database grants it.
  const beginBy = performance.now() + leaseMs / 4;
  const claims = await database.query<Omit<Claim, 'token' | 'beginBy'>[]>(
    `with commit as materialized (
       select set_config('synchronous_commit', $5, true)
     ), due as materialized (
       select source, subject, due, attempts = 0 and subject not like 'command/%' as shares
       from stream where status = 'ok' and due <= now() order by due limit $2 for update skip locked
     ), turn as (
       select source, subject, shares, row_number() over (partition by shares order by due) as place from due
     ), claimed as (
       update stream set attempts = attempts + 1, owner = $1, due = now() + $4 * interval '1 millisecond'
       from turn where (stream.source, stream.subject) = (turn.source, turn.subject) and (shares or place <= $3)
       returning stream.source, stream.subject, last, attempts, error, shares
     )
     select claimed.*, array(
       select json_build_object('version', version, 'eventId', event_id, 'type', type, 'body', body, 'defect', defect,
         'replayed', replayed, 'expired', coalesce(expires_at < now(), false))
       from inbox where (inbox.source, inbox.subject) = (claimed.source, claimed.subject)
         and version > claimed.last and done_at is null
       order by version limit ${messagesAtOnce}) as waiting
     from claimed cross join commit`,
    [token, most, workers, leaseMs, durable ? 'on' : 'off'],
  );
  return claims.map((claim) => ({ ...claim, token, beginBy }));
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
 * Gives claimed streams back, in the transaction that applied their messages. The rows are locked only here: locked from
 * the beginning, they would hold up the intake of every other stream for as long as handlers run.
 * @returns false where a lease ran out and the stream is someone else's: the transaction must be rolled back
 */
export async function releaseStreams(
  tx: EntityManager,
  released: readonly { claim: Claim; outcome: Outcome }[],
): Promise<boolean> {
  const keys = [released.map(({ claim }) => claim.source), released.map(({ claim }) => claim.subject)];
  const of = <K extends keyof Outcome>(key: K) => released.map(({ outcome }) => outcome[key]);
  const [found] = await tx.query<{ mine: number }[]>(
    `with released as materialized (
       select * from unnest($1::text[], $2::text[], $3::uuid[], $4::int[]) as row (source, subject, owner, last)
     ), mine as materialized (
       select from stream join released using (source, subject, owner) order by source, subject for update of stream
     ), done as (
       update inbox set done_at = now(), body = null from released
       where (inbox.source, inbox.subject) = (released.source, released.subject)
         and inbox.version <= released.last and done_at is null and exists (select from mine)
     )
     select count(*)::int as mine from mine`,
    [...keys, released.map(({ claim }) => claim.token), of('last')],
  );
  if (found?.mine !== released.length) return false;
  // A statement of its own: it sees what has been taken in up to the locks, and who comes later sees attempts = 0.
  await tx.query(
    `update stream set last = row.last, attempts = row.attempts, error = row.error, owner = null,
       status = case when row.parked then 'parked' else 'ok' end,
       due = case
         when row.error is not null then now() + row.wait_ms * interval '1 millisecond'
         when exists (select from inbox
           where (inbox.source, inbox.subject, inbox.version) = (row.source, row.subject, row.last + 1)) then now()
         else 'infinity' end
     from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::text[], $6::boolean[], $7::float8[])
       as row (source, subject, last, attempts, error, parked, wait_ms)
     where (stream.source, stream.subject) = (row.source, row.subject)`,
    [...keys, of('last'), of('attempts'), of('error'), of('parked'), of('waitMs')],
  );
  return true;
}

/** Has streams that nothing was done with claimed again at once, as far as they are still this worker's; the attempt counts. */
export async function giveBack(database: DataSource, claims: readonly Claim[]): Promise<void> {
  await database.query(
    `with mine as materialized (
       select source, subject from stream join unnest($1::text[], $2::text[], $3::uuid[]) as claim (source, subject, owner)
         using (source, subject, owner) order by 1, 2 for update of stream
     )
     update stream set owner = null, due = now() from mine
     where (stream.source, stream.subject) = (mine.source, mine.subject)`,
    [
      claims.map(({ source }) => source),
      claims.map(({ subject }) => subject),
      claims.map(({ token }) => token),
    ],
  );
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
