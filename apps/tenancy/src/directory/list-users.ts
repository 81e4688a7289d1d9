import type { directoryPageSchema, directoryQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { prepared, Problem } from '@tenantry/service-defaults';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleOrganizations } from '../organizations/visible-organizations';
import { matching, wordsOf } from '../search/matching';
import { type Bind, statement } from '../search/statement';
import { fromCursor, type Position, questionOf, toCursor, type Total } from './cursor';
import {
  type CountedRow,
  type DirectoryRow,
  hitsQuery,
  type Order,
  orderOf,
  pageQuery,
  toDirectoryUser,
  walkQuery,
} from './directory-rows';
import { viewOf } from '../visibility/wall';
import { visibleTo } from './visible-to';

export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;
export type DirectoryPage = Omit<z.infer<typeof directoryPageSchema>, 'updating'>;

/** Counts are exact up to here; above it is only said that there are more. */
const countedTo = { list: 10_000, search: 1_000 };
/** Pages are read in these sizes, so that there are few statements to be prepared. */
const sizes = [21, 51, 101, 201];
/** How far a search walks along the sorted index before it sorts all hits: where the index holds all that is asked, and else. */
const walkedTo = { index: 50_000, rows: 2_000 };

/**
 * One page of the users whom the actor sees. Pages are stable while rows come and go: each begins behind the last row
 * of the one before. Rows are counted for the first page; the cursor carries the total on.
 * @param database as the actor sees it, see visibility/wall.ts
 * @throws {Problem} `organization.not_found`, or `request.invalid` for a cursor of another question
 */
export async function listUsers(
  database: Database,
  actor: Actor,
  query: DirectoryQuery,
): Promise<DirectoryPage> {
  const words = wordsOf(query.q);
  const order = orderOf(query.sort);
  const question = questionOf([
    actor.userId,
    query.sort,
    words.toSorted(),
    query.status?.toSorted() ?? null,
    query.organizationId?.toLowerCase() ?? null,
  ]);
  const after = query.cursor === undefined ? undefined : fromCursor(query.cursor, question, order.by);
  await refuseForeignOrganization(database, actor, query.organizationId);

  const page: Page = { actor, query, words, order, after, limit: sizeFor(query.limit) };
  const { rows, total } = await (words.length === 0 ? list(database, page) : search(database, page));
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    items: rows.slice(0, query.limit).map(toDirectoryUser),
    nextCursor: last ? toCursor(question, { key: order.keyOf(last), id: last.userId, total }) : null,
    total,
  };
}

type Page = {
  actor: Actor;
  query: DirectoryQuery;
  words: readonly string[];
  order: Order;
  after: Position | undefined;
  limit: number;
};
type Found = { rows: DirectoryRow[]; total: Total };

/** One row more than asked for tells whether there is another page. */
const sizeFor = (limit: number): number => sizes.find((size) => size > limit) ?? limit + 1;

async function list(database: Database, { actor, query, order, after, limit }: Page): Promise<Found> {
  const { values, bind } = statement();
  const narrowed = narrowing(query, bind);
  const filters = [visibleTo(actor, bind), ...present(query), ...narrowed].join(' and ');
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
  if (walked.rows.length > page.query.limit) return { rows: walked.rows, total };
  return { rows: (await hits(database, page, 'all')).rows, total };
}

function hits(database: Database, { actor, query, words, ...page }: Page, mostHits: number | 'all') {
  const { values, bind } = statement();
  const filters = [
    visibleTo(actor, bind, 'search'),
    ...present(query),
    ...narrowing(query, bind),
    matching(words, { search: 'd.search', id: 'd.user_id' }, bind),
  ].join(' and ');
  return read(database, hitsQuery({ ...page, view: viewOf(actor), filters, bind, mostHits }), values);
}

function walk(database: Database, { actor, query, words, ...page }: Page) {
  const { values, bind } = statement();
  const narrowed = narrowing(query, bind);
  const filters = [visibleTo(actor, bind), ...present(query), ...narrowed].join(' and ');
  const indexed = page.order.by === 'name' && actor.accountType === 'master' && narrowed.length === 0;
  const sql = walkQuery({
    ...page,
    view: viewOf(actor),
    filters,
    bind,
    walkedTo: indexed ? walkedTo.index : walkedTo.rows,
    matching: (text) => matching(words, { search: text, id: 'd.user_id' }, bind),
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

/** Those who are removed are in no list that does not ask for them; the sorted indexes by name are without them. */
const present = ({ status }: DirectoryQuery): string[] =>
  status?.includes('removed') ? [] : [`d.status <> 'removed'`];

/** What narrows the list more than that. */
function narrowing({ status, organizationId }: DirectoryQuery, bind: Bind): string[] {
  return [
    ...(status ? [`d.status = any(${bind(status)}::text[])`] : []),
    ...(organizationId ? [`d.path @> array[${bind(organizationId)}]::uuid[]`] : []),
  ];
}

/** An organization outside the actor's sight is answered like one that does not exist. */
async function refuseForeignOrganization(
  database: Database,
  actor: Actor,
  organizationId: string | undefined,
): Promise<void> {
  if (organizationId === undefined) return;
  const { values, bind } = statement();
  const [own] = await database.query<unknown[]>(
    `select from organizations o where o.id = ${bind(organizationId)} and ${visibleOrganizations(actor, bind)}`,
    values,
  );
  if (!own) throw new Problem('organization.not_found');
}
