import type { Language } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { findJob, type OwnJob } from './find-jobs';
import type { BulkItemPage, listItems } from './list-items';

type Item = BulkItemPage['items'][number];
type Deps = { manager: EntityManager; listItems: ReturnType<typeof listItems> };

/** Items that are read at once: as many as are asked about at once. */
const atOnce = 500;

/** What the file says of an item, in the words of this API; what there is not is empty. */
const columns: { titles: Record<Language, string>; of: (item: Item) => string | null }[] = [
  {
    titles: { en: 'No.', es: 'N.º', ru: '№', de: 'Nr.' },
    of: ({ position, line }) => String(line ?? position),
  },
  {
    titles: { en: 'E-mail', es: 'Correo electrónico', ru: 'Эл. почта', de: 'E-Mail' },
    of: ({ address }) => address ?? null,
  },
  { titles: { en: 'Name', es: 'Nombre', ru: 'Имя', de: 'Name' }, of: ({ name }) => name },
  { titles: { en: 'Id', es: 'Id.', ru: 'ID', de: 'ID' }, of: ({ userId }) => userId },
  {
    titles: { en: 'Result', es: 'Resultado', ru: 'Результат', de: 'Ergebnis' },
    of: ({ state, outcome }) => outcome ?? state,
  },
  {
    titles: { en: 'Reason', es: 'Motivo', ru: 'Причина', de: 'Grund' },
    of: ({ problem }) => problem,
  },
  {
    titles: { en: 'Finished', es: 'Terminado', ru: 'Завершено', de: 'Beendet' },
    of: ({ finishedAt }) => finishedAt,
  },
];

export const titlesIn = (language: Language): { title: string }[] =>
  columns.map(({ titles }) => ({ title: titles[language] }));

/**
 * What a job has come to for each, as the rows of a file; read page by page as they are taken, each as its reader may see it by
 * then. The first is read at once: what is refused can still be told.
 * Problems: 404 `job.not_found`, 503 `decision.unavailable`.
 */
export async function resultsOf(
  { manager, listItems }: Deps,
  own: OwnJob,
): Promise<{ name: string; rows: AsyncIterable<string[]> }> {
  const { act, createdAt } = await findJob(manager, own);
  const first = await listItems({ ...own, limit: atOnce });
  async function* rows(): AsyncGenerator<string[]> {
    for (let page = first; ;) {
      for (const item of page.items) yield columns.map(({ of }) => of(item) ?? '');
      if (page.nextCursor === null) return;
      page = await listItems({ ...own, cursor: page.nextCursor, limit: atOnce });
    }
  }
  return { name: `${act}_${createdAt.slice(0, 10)}.csv`, rows: rows() };
}
