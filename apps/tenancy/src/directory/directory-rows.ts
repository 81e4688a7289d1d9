import type { directoryUserSchema, InactiveCause, OrganizationKind, UserStatus } from '@tenantry/contracts';
import { accountTypes } from '@tenantry/domain';
import type { z } from 'zod';
import type { Bind } from '../search/statement';
import { never, type Position, type SortedBy } from './cursor';

type DirectoryUser = z.infer<typeof directoryUserSchema>;
export type DirectoryRow = {
  userId: string;
  sortName: string;
  userName: string;
  email: string;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  status: UserStatus;
  rank: number;
  organizationId: string;
  organizationName: string;
  organizationKind: OrganizationKind;
  invitationExpiresAt: Date | null;
  invitationExpired: boolean;
  blockedReason: string | null;
  inactiveCause: InactiveCause | null;
  inactiveReason: string | null;
  createdAt: Date;
  lastSignInOn: string | null;
};

/** How a list is sorted; equal keys follow the id. */
export type Order = {
  by: SortedBy;
  direction: 'asc' | 'desc';
  column: 'sort_name' | 'created_at' | 'signed_in_key';
  /** The key of a row as it stands in a cursor. */
  keyOf(row: DirectoryRow): string;
};

const keys: Record<SortedBy, Pick<Order, 'column' | 'keyOf'>> = {
  name: { column: 'sort_name', keyOf: (row) => row.sortName },
  createdAt: { column: 'created_at', keyOf: (row) => row.createdAt.toISOString() },
  // Who never signed in stands before the first day.
  lastSignIn: { column: 'signed_in_key', keyOf: (row) => row.lastSignInOn ?? never },
};
const types = { sort_name: 'text', created_at: 'timestamptz', signed_in_key: 'date' } as const;

/** @param sort a column's name, with `-` before it for the largest first */
export function orderOf(sort: SortedBy | `-${SortedBy}`): Order {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const by = sort.replace('-', '') as SortedBy;
  return { by, direction, ...keys[by] };
}

type PageQuery = {
  /** Where those are looked for whom the actor sees, see visibility/wall.ts; the page is read from the directory itself. */
  view: string;
  /** A predicate over `directory d`, bound already. */
  filters: string;
  order: Order;
  after: Position | undefined;
  limit: number;
  bind: Bind;
};
/** A row of a page. There is always one, with what was counted; where the page is empty its `userId` is null. */
export type CountedRow = DirectoryRow & { counted: number | null };

const columns = `
  d.user_id as "userId", d.sort_name as "sortName", d.user_name as "userName", d.email, d.first_name as "firstName",
  d.middle_name as "middleName",
  d.last_name as "lastName", d.status, d.rank, d.organization_id as "organizationId", o.name as "organizationName",
  o.kind as "organizationKind", d.invitation_expires_at as "invitationExpiresAt",
  d.invitation_expired as "invitationExpired", d.blocked_reason as "blockedReason", d.inactive_cause as "inactiveCause",
  d.inactive_reason as "inactiveReason", d.created_at as "createdAt",
  d.last_sign_in_on::text as "lastSignInOn"`;

/**
 * The page as a walk along the sorted index: the rows behind the last one, until there are enough.
 * @param countTo the rows of the whole list are counted up to here too
 */
export function pageQuery({
  view,
  filters,
  order,
  after,
  limit,
  bind,
  countTo,
}: PageQuery & { countTo: number | undefined }): string {
  // Numbers as they are and no values: what is planned once for all has to know them.
  const counted =
    countTo === undefined
      ? 'null::int'
      : `(select count(*)::int from (select from ${view} d where ${filters} limit ${countTo}) rows)`;
  return `
    with page as materialized (
      select d.user_id from ${view} d where ${filters} and ${behind('d', order, after, bind)}
      order by ${sorted('d', order)} limit ${limit}
    )
    ${pageOf(`select ${counted} as counted`, 'page join directory d using (user_id)', order)}`;
}

/**
 * The page from the hits of a search, at most `mostHits`, which are then all of them: the planner may not walk the
 * sorted index in hope of hits. Counted are the hits.
 */
export function hitsQuery({
  view,
  filters,
  order,
  after,
  limit,
  bind,
  mostHits,
}: PageQuery & { mostHits: number | 'all' }): string {
  return `
    with hits as materialized (
      select d.user_id, d.${order.column} from ${view} d where ${filters} limit ${mostHits}
    ), page as materialized (
      select h.user_id from hits h where ${behind('h', order, after, bind)}
      order by ${sorted('h', order)} limit ${limit}
    )
    ${pageOf('select count(*)::int as counted from hits', 'page join directory d using (user_id)', order)}`;
}

/**
 * The page from the hits among the next `walkedTo` rows of the sorted index, which holds what is searched: soon found where
 * the hits are many. What is too long for the index is looked at in the table.
 * @param filters without the words
 * @param matching the words in a text
 */
export function walkQuery({
  view,
  filters,
  order,
  after,
  limit,
  bind,
  walkedTo,
  matching,
}: PageQuery & { walkedTo: number; matching: (search: string) => string }): string {
  return `
    with walked as (
      select d.user_id, d.${order.column}, d.short_search from ${view} d
      where ${filters} and ${behind('d', order, after, bind)}
      order by ${sorted('d', order)} limit ${walkedTo}
    ), page as materialized (
      select d.user_id from walked w join ${view} d using (user_id)
      where (w.short_search is null or (${matching('w.short_search')})) and ${matching('d.search')}
      order by ${sorted('w', order)} limit ${limit}
    )
    ${pageOf('select null::int as counted', 'page join directory d using (user_id)', order)}`;
}

const pageOf = (counted: string, page: string, order: Order): string => `
    select counted.counted, ${columns} from (${counted}) counted
    left join (${page} join organizations o on o.id = d.organization_id) on true
    order by ${sorted('d', order)}`;

const sorted = (table: string, { column, direction }: Order): string =>
  `${table}.${column} ${direction}, ${table}.user_id ${direction}`;

function behind(
  table: string,
  { column, direction }: Order,
  after: Position | undefined,
  bind: Bind,
): string {
  if (!after) return 'true';
  const row = `(${table}.${column}, ${table}.user_id)`;
  return `${row} ${direction === 'asc' ? '>' : '<'} (${bind(after.key)}::${types[column]}, ${bind(after.id)}::uuid)`;
}

export const toDirectoryUser = (row: DirectoryRow): DirectoryUser => ({
  userId: row.userId,
  userName: row.userName,
  email: row.email,
  firstName: row.firstName,
  middleName: row.middleName,
  lastName: row.lastName,
  status: row.status,
  accountType: accountTypes[row.rank] ?? 'standard',
  organization: {
    organizationId: row.organizationId,
    name: row.organizationName,
    kind: row.organizationKind,
  },
  invitationExpiresAt: row.invitationExpiresAt?.toISOString() ?? null,
  invitationExpired: row.invitationExpired,
  blockedReason: row.blockedReason,
  inactiveCause: row.inactiveCause,
  inactiveReason: row.inactiveReason,
  createdAt: row.createdAt.toISOString(),
  lastSignInOn: row.lastSignInOn,
});
