import type { HistoryEntry } from '../api/identity';

/** What is known of one of the histories: entries that were read and not shown yet, and where the next ones are. */
type Head<Entry> = { entries: readonly Entry[]; cursor: string | null; more: boolean };
type Page<Entry> = { items: Entry[]; nextCursor: string | null };
type Read<Entry> = (cursor: string | null) => Promise<Page<Entry>>;

/** One page of several histories; `rest` is where the next one begins, null on the last. */
export type MergedPage<Entry = HistoryEntry> = { items: Entry[]; rest: readonly Head<Entry>[] | null };

const pageSize = 50;

/**
 * The next page of several histories in one, newest first. Each keeps its own order; of entries of the same moment those of
 * the history that is named first are on top. Nothing is chosen before every history has shown its next entry, so that
 * none is left out and none comes twice, wherever their pages end.
 * @param rest of the page before, null for the first one
 */
export async function mergeHistories<Entry extends { occurredAt: string } = HistoryEntry>(
  reads: readonly Read<Entry>[],
  rest: readonly Head<Entry>[] | null,
): Promise<MergedPage<Entry>> {
  let heads = rest ?? reads.map((): Head<Entry> => ({ entries: [], cursor: null, more: true }));
  const items: Entry[] = [];
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

async function filled<Entry>(head: Head<Entry>, read: Read<Entry> | undefined): Promise<Head<Entry>> {
  if (head.entries.length > 0 || !head.more || !read) return head;
  const { items, nextCursor } = await read(head.cursor);
  return { entries: items, cursor: nextCursor, more: nextCursor !== null };
}

function newestOf<Entry extends { occurredAt: string }>(
  heads: readonly Head<Entry>[],
): Head<Entry> | undefined {
  let newest: Head<Entry> | undefined;
  for (const head of heads) {
    const at = head.entries[0]?.occurredAt;
    if (at !== undefined && (newest === undefined || at > (newest.entries[0]?.occurredAt ?? '')))
      newest = head;
  }
  return newest;
}
