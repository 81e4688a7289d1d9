import type { DataSource } from 'typeorm';
import type { InboxRow } from './read-message';

/**
 * Passes over, for all their streams at once, what has just been taken in and nobody here handles: it is done as soon as
 * its turn has come. A worker would do the same stream by stream, and does it where this leaves something: streams that
 * are worked on, wait for their next try or are parked, and whatever has a handled, missing or defective version before it.
 * @param rows as they were stored; stored again after a crash they change nothing
 */
export async function passOver(
  database: DataSource,
  handles: (type: string) => boolean,
  rows: readonly InboxRow[],
): Promise<void> {
  const unhandled = rows.filter(({ type, defect }) => !defect && !handles(type));
  if (unhandled.length === 0) return;
  const types = [...new Set(unhandled.map(({ type }) => type))];
  const places = new Map(
    unhandled.map(({ source, subject }) => [`${source} ${subject}`, { source, subject }]),
  );
  const keys = [...places.values()];
  await database.transaction(async (tx) => {
    // A crash that forgets it leaves it to the workers, so nobody waits for the disk; nobody is waited for either.
    const streams = await tx.query<{ source: string; subject: string }[]>(
      `with commit as materialized (
         select set_config('synchronous_commit', 'off', true)
       ), mine as materialized (
         select source, subject from stream
         where (source, subject) in (select * from unnest($1::text[], $2::text[])) and attempts = 0 and status = 'ok'
         order by source, subject for update skip locked
       )
       select mine.* from mine cross join commit`,
      [keys.map(({ source }) => source), keys.map(({ subject }) => subject)],
    );
    if (streams.length === 0) return;
    // A statement of its own: it sees what has been taken in up to the locks.
    await tx.query(
      `with turn as (
         select source, subject, version, row_number() over of_stream as place, last,
           bool_and(type = any($3) and defect is null) over of_stream as unhandled
         from unnest($1::text[], $2::text[]) as mine (source, subject)
           join stream using (source, subject) join inbox using (source, subject)
         where version > last
         window of_stream as (partition by source, subject order by version)
       ), passed as materialized (
         select source, subject, max(version) as last from turn where unhandled and version = last + place group by 1, 2
       ), done as (
         update inbox set done_at = now(), body = null from passed
         where (inbox.source, inbox.subject) = (passed.source, passed.subject)
           and inbox.version <= passed.last and inbox.done_at is null
       )
       update stream set last = passed.last, error = null, due = case
           when exists (select from inbox
             where (inbox.source, inbox.subject, inbox.version) = (passed.source, passed.subject, passed.last + 1)) then now()
           else 'infinity' end
       from passed where (stream.source, stream.subject) = (passed.source, passed.subject)`,
      [streams.map(({ source }) => source), streams.map(({ subject }) => subject), types],
    );
  });
}
