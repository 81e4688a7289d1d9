import type { Actor } from '@tenantry/domain';
import { prepared } from '@tenantry/service-defaults';
import type { Database } from '../access/find-access';
import { matchingTerms, type Terms } from '../search/matching';
import { statement } from '../search/statement';
import { viewOf } from '../visibility/wall';
import type { Position, Total } from './cursor';
import {
  type CountedRow,
  type DirectoryRow,
  hitsQuery,
  type Order,
  pageQuery,
  walkQuery,
} from './directory-rows';
import { type DirectoryFilter, narrowing, present } from './filters';
import { visibleTo } from './visible-to';

/** Counts are exact up to here; above it is only said that there are more. */
const countedTo = { list: 10_000, search: 1_000 };
/** How far a search walks along the sorted index before it sorts all hits: where the index holds all that is asked, and else. */
const walkedTo = { index: 50_000, rows: 2_000 };

/** Which part of the directory is read, and in which order. */
export type Page = {
  actor: Actor;
  filter: DirectoryFilter;
  terms: Terms;
  order: Order;
  after: Position | undefined;
  /** So many rows are read, if there are; so few are a page already. */
  limit: number;
  enough: number;
};
type Found = { rows: DirectoryRow[]; total: Total };

/**
 * The rows behind a position whom the actor sees, and how many there are in all.
 * @param database as the actor sees it, see visibility/wall.ts
 */
export const readPage = (database: Database, page: Page): Promise<Found> =>
  page.terms.words.length + page.terms.wholes.length === 0 ? list(database, page) : search(database, page);

async function list(database: Database, { actor, filter, order, after, limit }: Page): Promise<Found> {
  const { values, bind } = statement();
  const narrowed = narrowing(filter, bind);
  const filters = [visibleTo(actor, bind), ...present(filter), ...narrowed].join(' and ');
  const countTo = after ? undefined : countedTo.list + 1;
  const sql = pageQuery({ view: viewOf(actor), filters, order, after, limit, bind, countTo });
  // Of the whole list every page is one walk, whosever it is; what narrows it is worth a plan of its own.
  const { rows, counted } = await read(database, narrowed.length === 0 ? prepared(sql) : sql, values);
  return { rows, total: after?.total ?? totalOf(counted ?? 0, countedTo.list) };
}

/**
 * Few hits are all taken from the search index and sorted. Where they are many, a walk along the sorted index soon meets a
 * page of them, unless they stand together far behind, as a family name does: then all hits are sorted after all.
 */
async function search(database: Database, page: Page): Promise<Found> {
  if (page.after?.total.exact !== false) {
    const { rows, counted } = await hits(database, page, countedTo.search + 1);
    const total = page.after?.total ?? totalOf(counted ?? 0, countedTo.search);
    if ((counted ?? 0) <= countedTo.search) return { rows, total };
  }
  const total = page.after?.total ?? { count: countedTo.search, exact: false };
  const walked = await walk(database, page);
  if (walked.rows.length >= page.enough) return { rows: walked.rows, total };
  return { rows: (await hits(database, page, 'all')).rows, total };
}

function hits(database: Database, { actor, filter, terms, ...page }: Page, mostHits: number | 'all') {
  const { values, bind } = statement();
  const filters = [
    visibleTo(actor, bind, 'search'),
    ...present(filter),
    ...narrowing(filter, bind),
    matchingTerms(terms, { search: 'd.search', id: 'd.user_id' }, bind),
  ].join(' and ');
  return read(database, hitsQuery({ ...page, view: viewOf(actor), filters, bind, mostHits }), values);
}

function walk(database: Database, { actor, filter, terms, ...page }: Page) {
  const { values, bind } = statement();
  const narrowed = narrowing(filter, bind);
  const filters = [visibleTo(actor, bind), ...present(filter), ...narrowed].join(' and ');
  const indexed = page.order.by === 'name' && actor.accountType === 'master' && narrowed.length === 0;
  const sql = walkQuery({
    ...page,
    view: viewOf(actor),
    filters,
    bind,
    walkedTo: indexed ? walkedTo.index : walkedTo.rows,
    matching: (text) => matchingTerms(terms, { search: text, id: 'd.user_id' }, bind),
  });
  return read(database, sql, values);
}

async function read(database: Database, sql: string, values: unknown[]) {
  const rows = await database.query<CountedRow[]>(sql, values);
  return { rows: rows.filter(({ userId }) => userId !== null), counted: rows[0]?.counted ?? null };
}

const totalOf = (counted: number, most: number): Total => ({
  count: Math.min(counted, most),
  exact: counted <= most,
});
