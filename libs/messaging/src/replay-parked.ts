import type { EntityManager } from 'typeorm';

/**
 * Lets a parked stream go on from the message it stopped at.
 * @returns whether there was such a parked stream
 */
export async function replayParked(
  manager: EntityManager,
  stream: { source: string; subject: string },
): Promise<boolean> {
  const [, changed] = await manager.query<[unknown, number]>(
    `update stream set status = 'ok', attempts = 0, due = now(), owner = null
     where source = $1 and subject = $2 and status = 'parked'`,
    [stream.source, stream.subject],
  );
  return changed > 0;
}
