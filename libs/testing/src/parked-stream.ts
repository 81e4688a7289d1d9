import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

/**
 * Puts a subject into a service's database whose first message was parked, and one more that waits behind it.
 * @returns the id of the dead letter
 */
export async function parkedStream(database: Pick<DataSource, 'query'>): Promise<string> {
  const key = { source: 'tenantry/sandbox', subject: `thing/${randomUUID()}` };
  const eventId = randomUUID();
  await database.query(
    `insert into inbox (source, subject, version, event_id, type, body)
     select $1, $2, version, case version when 1 then $3::uuid else gen_random_uuid() end, 'sandbox.thing.changed.v1', '{}'
     from generate_series(1, 2) version`,
    [key.source, key.subject, eventId],
  );
  await database.query(
    `insert into stream (source, subject, status, attempts, error) values ($1, $2, 'parked', 8, 'Error: cannot be applied')`,
    [key.source, key.subject],
  );
  // As messaging names it, which this library must not know.
  return Buffer.from(JSON.stringify([key.source, key.subject, 1, eventId, false])).toString('base64url');
}
