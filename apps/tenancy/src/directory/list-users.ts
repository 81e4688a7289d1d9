import type { directoryPageSchema, directoryQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleOrganizations } from '../organizations/visible-organizations';
import { matching, wordsOf } from '../search/matching';
import { type Bind, statement } from '../search/statement';
import { fromCursor, type Position, questionOf, toCursor, type Total } from './cursor';
import {
  type DirectoryRow,
  hitsQuery,
  type Order,
  orderOf,
  pageQuery,
  toDirectoryUser,
} from './directory-rows';
import { visibleTo } from './visible-to';

export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;
export type DirectoryPage = Omit<z.infer<typeof directoryPageSchema>, 'updating'>;

/** Counts are exact up to here; above it is only said that there are more. */
const countedTo = 10_000;
/** Up to so many hits a search sorts what the trigram index gave; above, walking the sorted index finds a page sooner. */
const sortedTo = 1000;

/**
 * One page of the users whom the actor sees. Pages are stable while rows come and go: each begins behind the last row
 * of the one before. Rows are counted for the first page; the cursor carries the total on.
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

  const filters = (bind: Bind) =>
    [
      visibleTo(actor, bind),
      ...narrowing(query, bind),
      matching(words, { search: 'd.search', id: 'd.user_id' }, bind),
    ].join(' and ');
  const page = { filters, order, after, limit: query.limit + 1 };

  const sortable = words.length > 0 && (after?.total.count ?? 0) <= sortedTo;
  const found = sortable ? await sortHits(database, page) : null;
  const rows = found?.rows ?? (await walk(database, page));
  const total = after?.total ?? found?.total ?? (await count(database, filters));
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    items: rows.slice(0, query.limit).map(toDirectoryUser),
    nextCursor: last ? toCursor(question, { key: order.keyOf(last), id: last.userId, total }) : null,
    total,
  };
}

type Page = {
  filters: (bind: Bind) => string;
  order: Order;
  after: Position | undefined;
  limit: number;
};

/** `null` where there are too many hits to be sorted. */
async function sortHits(
  database: Database,
  page: Page,
): Promise<{ rows: DirectoryRow[]; total: Total } | null> {
  const { values, bind } = statement();
  const rows = await database.query<(DirectoryRow & { hits: number })[]>(
    hitsQuery({ ...page, filters: page.filters(bind), mostHits: sortedTo + 1, bind }),
    values,
  );
  const hits = rows[0]?.hits ?? 0;
  if (hits > sortedTo) return null;
  return { rows: rows.filter((row) => row.userId !== null), total: { count: hits, exact: true } };
}

function walk(database: Database, page: Page): Promise<DirectoryRow[]> {
  const { values, bind } = statement();
  return database.query(pageQuery({ ...page, filters: page.filters(bind), bind }), values);
}

async function count(database: Database, filters: Page['filters']): Promise<Total> {
  const { values, bind } = statement();
  const [counted] = await database.query<{ count: number }[]>(
    `select count(*)::int as count from (select from directory d where ${filters(bind)} limit ${countedTo + 1}) counted`,
    values,
  );
  const rows = counted?.count ?? 0;
  return { count: Math.min(rows, countedTo), exact: rows <= countedTo };
}

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
