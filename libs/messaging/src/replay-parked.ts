import type { EntityManager } from 'typeorm';

/**
 * Lets a stream that is parked or waits for its next try go on at once from the message it stopped at. A worker that has it
 * just now finds its lease gone and undoes what it did.
 * @returns whether there was such a stream
 */
export async function replayParked(
  manager: EntityManager,
  stream: { source: string; subject: string },
): Promise<boolean> {
  const [, changed] = await manager.query<[unknown, number]>(
    `update stream set status = 'ok', attempts = 0, due = now(), owner = null
     where source = $1 and subject = $2 and (status = 'parked' or error is not null)`,
    [stream.source, stream.subject],
  );
  return changed > 0;
}
