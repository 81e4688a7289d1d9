import type { HistoryEntry, HistoryPage } from '../src/api/identity';
import { mergeHistories, type MergedPage } from '../src/history/merge-histories';

const entry = (eventId: string, second: number): HistoryEntry => ({
  eventId,
  type: 'identity.user.blocked.v1',
  version: 1,
  occurredAt: new Date(Date.UTC(2026, 10, 23) + second * 1000).toISOString(),
  actor: { kind: 'user', id: 'ana', name: null },
  onBehalfOf: null,
  facts: {},
  personal: null,
  traceId: null,
});

/** A service that answers its entries in pages, and how often it was asked. */
function served(entries: readonly HistoryEntry[], pageSize: number) {
  const asked: (string | null)[] = [];
  return {
    asked,
    read: (cursor: string | null): Promise<HistoryPage> => {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      const end = from + pageSize;
      return Promise.resolve({
        items: entries.slice(from, end),
        nextCursor: end < entries.length ? String(end) : null,
      });
    },
  };
}

type Read = ReturnType<typeof served>['read'];

async function pagesOf(reads: readonly Read[]): Promise<MergedPage[]> {
  const pages: MergedPage[] = [];
  do pages.push(await mergeHistories(reads, pages.at(-1)?.rest ?? null));
  while (pages.at(-1)?.rest);
  return pages;
}

describe('two histories in one', () => {
  it.each([1, 3, 7, 50, 200])(
    '[L13] show every entry once, newest first, in pages of %d',
    async (pageSize) => {
      const many = (name: string, count: number, step: number) =>
        Array.from({ length: count }, (_, at) => entry(`${name}${at}`, (count - at) * step));
      const [life, access] = [many('life', 120, 2), many('access', 61, 5)];
      const pages = await pagesOf([served(access, pageSize).read, served(life, 50).read]);
      const shown = pages.flatMap(({ items }) => items);
      expect(shown).toHaveLength(181);
      expect(new Set(shown.map(({ eventId }) => eventId)).size).toBe(181);
      const moments = shown.map(({ occurredAt }) => occurredAt);
      expect(moments).toEqual([...moments].sort().reverse());
      expect(pages.map(({ items }) => items.length)).toEqual([50, 50, 50, 31]);
    },
  );

  it('[L13] keep the order of each, and put what follows at the same moment on top', async () => {
    const life = [entry('activated', 9), entry('created', 5)];
    // Written later, with the clock of another machine.
    const access = [entry('bound', 7), entry('changed', 8), entry('granted', 5)];
    const [page] = await pagesOf([served(access, 50).read, served(life, 50).read]);
    expect(page?.items.map(({ eventId }) => eventId)).toEqual([
      'activated',
      'bound',
      'changed',
      'granted',
      'created',
    ]);
  });

  it('[L13] begin anew from the same place as often as they are read again', async () => {
    const life = served(
      Array.from({ length: 60 }, (_, at) => entry(`life${at}`, 60 - at)),
      50,
    );
    const first = await mergeHistories([life.read], null);
    const again = [
      await mergeHistories([life.read], first.rest),
      await mergeHistories([life.read], first.rest),
    ];
    expect(again[0]).toEqual(again[1]);
    expect(again[0]?.items).toHaveLength(10);
  });

  it('[L13] are empty where nothing has happened, and fail where one cannot be read', async () => {
    const nothing = served([], 50);
    expect(await mergeHistories([nothing.read, nothing.read], null)).toEqual({ items: [], rest: null });
    const broken = () => Promise.reject(new Error('unreachable'));
    await expect(mergeHistories([nothing.read, broken], null)).rejects.toThrow('unreachable');
  });
});
