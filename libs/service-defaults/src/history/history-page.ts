import type { historyPageSchema } from '@tenantry/contracts';
import type { HistoryRow } from '@tenantry/messaging';
import { z } from 'zod';
import { Problem } from '../http/problem';

type HistoryPage = z.infer<typeof historyPageSchema>;
type Party = { kind: 'user' | 'service'; id: string };

/** Who acted: `user/<id>` or `service/<name>`, taken apart. */
function partyOf(party: string): Party {
  const [kind, id] = party.split('/');
  return { kind: kind === 'user' ? 'user' : 'service', id: id ?? party };
}

/** Ids of the people who acted in these rows, or on whose behalf somebody did. */
export const peopleIn = (rows: readonly Pick<HistoryRow, 'actor' | 'onBehalfOf'>[]): string[] => [
  ...new Set(
    rows
      .flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf ?? actor])
      .map(partyOf)
      .filter(({ kind }) => kind === 'user')
      .map(({ id }) => id),
  ),
];

/** Who acted, and on whose behalf, with the names that are known. */
export function namedParties(
  { actor, onBehalfOf }: Pick<HistoryRow, 'actor' | 'onBehalfOf'>,
  names: ReadonlyMap<string, string>,
): Pick<HistoryPage['items'][number], 'actor' | 'onBehalfOf'> {
  const named = <P extends { id: string }>(party: P) => ({ ...party, name: names.get(party.id) ?? null });
  return {
    actor: named(partyOf(actor)),
    onBehalfOf: onBehalfOf ? named({ id: partyOf(onBehalfOf).id }) : null,
  };
}

/**
 * One page of a history.
 * @param read the rows behind a position, newest first, at most so many
 * @param namesOf names by id, of those people in the rows whom the reader sees
 * @throws {Problem} `request.invalid` for what is no cursor
 */
export async function historyPage(
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  read: (page: { before?: string; limit: number }) => Promise<HistoryRow[]>,
  namesOf: (rows: readonly HistoryRow[]) => Promise<ReadonlyMap<string, string>>,
): Promise<HistoryPage> {
  const before = cursor === undefined ? {} : { before: eventIdOf(cursor) };
  const rows = await read({ ...before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await namesOf(page);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      eventId: row.eventId,
      type: row.type,
      version: row.version,
      occurredAt: row.occurredAt.toISOString(),
      ...namedParties(row, names),
      facts: row.facts,
      personal: row.personal,
      traceId: row.traceparent?.split('-')[1] ?? null,
    })),
    nextCursor: rows.length > limit && last ? Buffer.from(last.eventId).toString('base64url') : null,
  };
}

function eventIdOf(cursor: string): string {
  const eventId = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString());
  if (eventId.success) return eventId.data;
  throw cursorInvalid();
}

/** What is answered to a cursor that no page has given. */
export function cursorInvalid(): Problem {
  const detail = 'Take the cursor from nextCursor of the page before.';
  return new Problem('request.invalid', { errors: [{ pointer: '/cursor', code: 'cursor.invalid', detail }] });
}
