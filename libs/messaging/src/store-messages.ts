import type { DataSource } from 'typeorm';
import type { InboxRow } from './read-message';

type Database = Pick<DataSource, 'query'>;

/** SQLSTATE classes that blame the values, not the database: data exception, constraint, program limit. */
const blamesValues = (error: unknown): boolean =>
  /^(22|23|54)/.test(String((error as { code?: unknown }).code));

/**
 * Step 1 of consuming: keeps messages and makes their streams due, in one statement, so that they can be acknowledged.
 * What is there already stays as it is, except that a readable message takes the place of a defective one.
 * @returns the rows that the database cannot hold
 */
export async function storeMessages(database: Database, rows: readonly InboxRow[]): Promise<InboxRow[]> {
  try {
    await insert(database, rows);
    return [];
  } catch (error) {
    if (!blamesValues(error)) throw error;
    if (rows.length === 1) return [...rows];
    const refused: InboxRow[] = [];
    for (const row of rows) refused.push(...(await storeMessages(database, [row])));
    return refused;
  }
}

async function insert(database: Database, rows: readonly InboxRow[]): Promise<void> {
  const places = new Map<string, InboxRow>();
  for (const row of rows) {
    const place = `${row.source} ${row.subject} ${row.version}`;
    if (places.get(place)?.defect ?? true) places.set(place, row);
  }
  const column = <K extends keyof InboxRow>(key: K) => [...places.values()].map((row) => row[key]);
  // Keys are taken in one order everywhere: otherwise two replicas that are given the same messages deadlock.
  // A stream that is worked on, waits for its next try or is parked keeps its time: its attempts are above 0.
  await database.query(
    `with incoming as (
       select * from unnest($1::text[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::text[],
         $8::boolean[], $9::timestamptz[])
         as row (source, subject, version, event_id, type, body, defect, replayed, expires_at)
     ), stored as (
       insert into inbox (source, subject, version, event_id, type, body, defect, replayed, expires_at)
       select * from incoming order by source, subject, version
       on conflict (source, subject, version) do nothing
       returning source, subject
     ), mended as (
       update inbox set body = incoming.body, defect = null, event_id = incoming.event_id from incoming
       where (inbox.source, inbox.subject, inbox.version) = (incoming.source, incoming.subject, incoming.version)
         and inbox.defect is not null and incoming.defect is null and inbox.done_at is null
       returning inbox.source, inbox.subject
     )
     insert into stream (source, subject) select * from stored union select * from mended order by 1, 2
     on conflict (source, subject) do update set due = now()
       where stream.attempts = 0 and stream.status = 'ok' and stream.due > now()`,
    [
      column('source'),
      column('subject'),
      column('version'),
      column('eventId'),
      column('type'),
      column('body'),
      column('defect'),
      column('replayed'),
      column('expiresAt'),
    ],
  );
}
