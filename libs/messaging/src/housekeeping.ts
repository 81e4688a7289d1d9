import type { DataSource } from 'typeorm';
import type { Logger } from './logger';

/**
 * Erases what must not stay and tells of streams that wait in vain. Run by each replica now and then.
 *
 * What a message that comes again is known by is never forgotten while it matters: an event is known by its stream's last
 * version, which stays; a command is dropped once it has expired, and until then its row stays, however long ago it was done.
 * @param keptDays how long applied messages are remembered, without their bodies; commands from their expiry on
 */
export async function keepHouse(database: DataSource, logger: Logger, keptDays: number): Promise<void> {
  // A parked command may hold a sealed secret; once expired it will never be carried out.
  await database.query(`update inbox set body = null where expires_at < now() and body is not null`);
  await database.query(
    `update refused_message set content = null where expires_at < now() and content is not null`,
  );
  await database.query(`delete from refused_message where expires_at < now() - make_interval(days => $1)`, [
    keptDays,
  ]);
  await database.query(
    `with forgotten as (
       delete from inbox where ctid = any(array(
         select ctid from inbox where expires_at < now() - make_interval(days => $1)
           or (expires_at is null and done_at < now() - make_interval(days => $1)) limit 5000))
       returning source, subject
     )
     delete from stream using forgotten where forgotten.subject like 'command/%'
       and (stream.source, stream.subject) = (forgotten.source, forgotten.subject)`,
    [keptDays],
  );
  const gaps = await database.query<{ source: string; subject: string; missing: number }[]>(
    `select source, subject, last + 1 as missing from inbox join stream using (source, subject)
     where done_at is null and received_at < now() - interval '60 seconds' and status = 'ok' and due = 'infinity'
       and version > last + 1
     group by source, subject, last limit 20`,
  );
  for (const gap of gaps)
    logger.error(gap, 'A stream has waited over a minute for a version that has not arrived');
}
