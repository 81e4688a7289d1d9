import type { EntityManager } from 'typeorm';
import { replayParked } from '../replay-parked';
import { storeMessages } from '../store-messages';
import { DeadLetterRefusal, entryKeyOf } from './entry';
import { kindOf, mayReplay } from './get-dead-letter';
import { readAgain, type RefusedMessage } from './refused-messages';
import { type ByWhom, writeAct } from './write-act';

const mostAtOnce = 10_000;

/**
 * Has a message tried again at once, and its subject go on behind it. What was refused is read again as it came.
 * @param environment the installation's name
 * @throws {DeadLetterRefusal} where it is gone, or trying again as it is cannot help
 */
export async function replayDeadLetter(
  tx: EntityManager,
  entryId: string,
  by: ByWhom & { environment: string },
): Promise<void> {
  const key = entryKeyOf(entryId);
  if ('refused' in key) return replayRefused(tx, key.refused, by);
  await tx.query('select from stream where source = $1 and subject = $2 for update', [
    key.source,
    key.subject,
  ]);
  const kind = await kindOf(tx, key);
  if (!kind) throw new DeadLetterRefusal('dead_letter.not_found');
  const [head] = await tx.query<{ type: string; defect: string | null }[]>(
    'select type, defect from inbox where source = $1 and subject = $2 and version = $3',
    [key.source, key.subject, key.version],
  );
  if (!mayReplay(kind) || !head || head.defect)
    throw new DeadLetterRefusal('dead_letter.not_replayable', head?.defect ?? undefined);
  await replayParked(tx, key);
  const { source, subject: about, version } = key;
  await writeAct(tx, 'replayed', by, {
    ...{ scope: 'message', kind, count: 1, type: head.type, source, about, version },
  });
}

/**
 * Has everything tried again that is parked because of a message of this type, 10,000 subjects at most; what cannot be
 * read stays.
 * @returns how many subjects go on
 * @throws {DeadLetterRefusal} where there is nothing
 */
export async function replayDeadLetters(tx: EntityManager, type: string, by: ByWhom): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `with chosen as materialized (
       select stream.source, stream.subject from stream join inbox using (source, subject)
       where status = 'parked' and version = last + 1 and type = $1 and defect is null
       order by 1, 2 limit ${mostAtOnce} for update of stream
     )
     update stream set status = 'ok', attempts = 0, due = now(), owner = null from chosen
     where (stream.source, stream.subject) = (chosen.source, chosen.subject) and status = 'parked'`,
    [type],
  );
  if (count === 0) throw new DeadLetterRefusal('dead_letter.not_found');
  await writeAct(tx, 'replayed', by, { scope: 'type', kind: 'parked', count, type });
  return count;
}

async function replayRefused(
  tx: EntityManager,
  id: string,
  by: ByWhom & { environment: string },
): Promise<void> {
  const [[message]] = await tx.query<[RefusedMessage[], number]>(
    'delete from refused_message where id = $1 returning *',
    [id],
  );
  if (!message) throw new DeadLetterRefusal('dead_letter.not_found');
  const reading = readAgain(message, by);
  if ('not' in reading) throw new DeadLetterRefusal('dead_letter.not_replayable', reading.not);
  const { row } = reading;
  const [unkept] = await storeMessages(tx, [row]);
  if (unkept) throw new DeadLetterRefusal('dead_letter.not_replayable', 'the database cannot hold it');
  const { source, subject: about, version, type } = row;
  await writeAct(tx, 'replayed', by, {
    ...{ scope: 'message', kind: 'refused', count: 1, type, source, about, version },
  });
}
