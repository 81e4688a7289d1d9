import type { HistoryEntry, HistoryPage } from '../api/identity';

/** What is known of one of the histories: entries that were read and not shown yet, and where the next ones are. */
type Head = { entries: readonly HistoryEntry[]; cursor: string | null; more: boolean };
type Read = (cursor: string | null) => Promise<HistoryPage>;

/** One page of several histories; `rest` is where the next one begins, null on the last. */
export type MergedPage = { items: HistoryEntry[]; rest: readonly Head[] | null };

const pageSize = 50;

/**
 * The next page of several histories in one, newest first. Each keeps its own order; of entries of the same moment those of
 * the history that is named first are on top. Nothing is chosen before every history has shown its next entry, so that
 * none is left out and none comes twice, wherever their pages end.
 * @param rest of the page before, null for the first one
 */
export async function mergeHistories(
  reads: readonly Read[],
  rest: readonly Head[] | null,
): Promise<MergedPage> {
  let heads = rest ?? reads.map((): Head => ({ entries: [], cursor: null, more: true }));
  const items: HistoryEntry[] = [];
  while (items.length < pageSize) {
    heads = await Promise.all(heads.map((head, at) => filled(head, reads[at])));
    const newest = newestOf(heads);
    if (!newest) break;
    const [entry, ...entries] = newest.entries;
    if (entry) items.push(entry);
    heads = heads.map((head) => (head === newest ? { ...head, entries } : head));
  }
  return { items, rest: heads.some(({ entries, more }) => more || entries.length > 0) ? heads : null };
}

async function filled(head: Head, read: Read | undefined): Promise<Head> {
  if (head.entries.length > 0 || !head.more || !read) return head;
  const { items, nextCursor } = await read(head.cursor);
  return { entries: items, cursor: nextCursor, more: nextCursor !== null };
}

function newestOf(heads: readonly Head[]): Head | undefined {
  let newest: Head | undefined;
  for (const head of heads) {
    const at = head.entries[0]?.occurredAt;
    if (at !== undefined && (newest === undefined || at > (newest.entries[0]?.occurredAt ?? '')))
      newest = head;
  }
  return newest;
}
