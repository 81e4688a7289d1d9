import type { EntityManager } from 'typeorm';
import { messageIdSchema, messageTypeSchema } from '../read-message';
import { DeadLetterRefusal, entryKeyOf } from './entry';
import { kindOf, mayDiscard } from './get-dead-letter';
import type { RefusedMessage } from './refused-messages';
import { type ByWhom, writeAct } from './write-act';

/**
 * Passes over a message that holds up its subject, or all of the subject that has arrived; the subject goes on with what
 * comes behind (rules, Dead letters). Where a version is missing, what is passed over is the missing.
 * @returns how many messages are passed over
 * @throws {DeadLetterRefusal} where it is gone, or only late
 */
export async function discardDeadLetter(
  tx: EntityManager,
  { entryId, scope }: { entryId: string; scope: 'message' | 'subject' },
  by: ByWhom,
): Promise<number> {
  const key = entryKeyOf(entryId);
  if ('refused' in key) return discardRefused(tx, key.refused, by);
  const { source, subject: about, version } = key;
  await tx.query('select from stream where source = $1 and subject = $2 for update', [source, about]);
  const kind = await kindOf(tx, key);
  if (!kind) throw new DeadLetterRefusal('dead_letter.not_found');
  if (!mayDiscard(kind)) throw new DeadLetterRefusal('dead_letter.not_discardable');
  const waiting = await tx.query<{ version: number; eventId: string; type: string }[]>(
    `select version, event_id as "eventId", type from inbox
     where source = $1 and subject = $2 and version >= $3 and done_at is null order by version`,
    [source, about, version],
  );
  const first = waiting[0]?.version ?? version;
  const last = scope === 'subject' ? (waiting.at(-1)?.version ?? version) : Math.max(version, first - 1);
  const passed = waiting.filter((message) => message.version <= last);
  await tx.query(
    `update inbox set done_at = now(), body = null
     where source = $1 and subject = $2 and version <= $3 and done_at is null`,
    [source, about, last],
  );
  // Whoever claims it next finds out whether there is more.
  await tx.query(
    `update stream set last = $3, status = 'ok', attempts = 0, error = null, owner = null, due = now()
     where source = $1 and subject = $2`,
    [source, about, last],
  );
  const count = last - version + 1;
  await writeAct(tx, 'discarded', by, {
    ...{ scope, kind, count, source, about, version },
    type: passed.find((message) => message.version === version)?.type ?? null,
    eventIds: passed.slice(0, 100).map(({ eventId }) => eventId),
  });
  return count;
}

async function discardRefused(tx: EntityManager, id: string, by: ByWhom): Promise<number> {
  const [[message]] = await tx.query<[RefusedMessage[], number]>(
    'delete from refused_message where id = $1 returning *',
    [id],
  );
  if (!message) throw new DeadLetterRefusal('dead_letter.not_found');
  // Whoever sent it may have put anything there, and history is never changed.
  const eventId = messageIdSchema.safeParse(message.message_id).data;
  await writeAct(tx, 'discarded', by, {
    ...{ scope: 'message', kind: 'refused', count: 1 },
    type: messageTypeSchema.safeParse(message.type).data ?? null,
    eventIds: eventId === undefined ? [] : [eventId],
  });
  return 1;
}
