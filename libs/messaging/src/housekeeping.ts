import type { DataSource } from 'typeorm';
import type { Logger } from './logger';

/** How long applied messages are remembered, without their bodies. Events are known by their stream's last version after that. */
const rememberFor = '7 days';

/** Erases what must not stay and tells of streams that wait in vain. Run by each replica now and then. */
export async function keepHouse(database: DataSource, logger: Logger): Promise<void> {
  // A parked command may hold a sealed secret; once expired it will never be carried out.
  await database.query(`update inbox set body = null where expires_at < now() and body is not null`);
  await database.query(
    `update refused_message set content = null where expires_at < now() and content is not null`,
  );
  await database.query(
    `with forgotten as (
       delete from inbox where ctid = any(array(
         select ctid from inbox where expires_at < now() - $1::interval or done_at < now() - $1::interval limit 5000))
       returning source, subject
     )
     delete from stream using forgotten where forgotten.subject like 'command/%'
       and (stream.source, stream.subject) = (forgotten.source, forgotten.subject)`,
    [rememberFor],
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
