import type { deadLetterCountsSchema, DeadLetterKind } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { streamKinds } from './entry';

type Counts = Omit<z.infer<typeof deadLetterCountsSchema>, 'service'>;

/** How much is held up, and since when. Counts stop at 10,000. */
export async function countDeadLetters(manager: EntityManager): Promise<Counts> {
  const rows = await manager.query<{ kind: DeadLetterKind; count: number; oldestAt: Date | null }[]>(
    [...Object.entries(streamKinds).map(([kind, where]) => counted(kind, where)), refused].join(
      ' union all ',
    ),
  );
  const types = await manager.query<Counts['types']>(
    `select type, count(*)::int as count from (
       select type from stream join inbox using (source, subject)
       where status = 'parked' and version = last + 1 limit 10000) capped
     group by type order by count desc, type limit 100`,
  );
  return {
    kinds: rows.map((row) => ({ ...row, oldestAt: row.oldestAt?.toISOString() ?? null })),
    types,
  };
}

const counted = (kind: string, where: string) => `
  select '${kind}' as kind, count(*)::int as count, min(arrived) as "oldestAt" from (
    select (select min(received_at) from inbox where (inbox.source, inbox.subject) = (held.source, held.subject)
      and version > last and done_at is null) as arrived
    from (select * from stream where ${where} limit 10000) held) each`;
const refused = `
  select 'refused', count(*)::int, min(refused_at) from (select refused_at from refused_message limit 10000) each`;
