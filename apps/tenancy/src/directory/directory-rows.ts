import type { directoryUserSchema, OrganizationKind, UserStatus } from '@tenantry/contracts';
import { accountTypes } from '@tenantry/domain';
import type { z } from 'zod';
import type { Bind } from '../search/statement';
import type { Position, SortedBy } from './cursor';

type DirectoryUser = z.infer<typeof directoryUserSchema>;
export type DirectoryRow = {
  userId: string;
  sortName: string;
  userName: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  status: UserStatus;
  rank: number;
  organizationId: string;
  organizationName: string;
  organizationKind: OrganizationKind;
  invitationExpiresAt: Date | null;
  invitationExpired: boolean;
  blockedReason: string | null;
  createdAt: Date;
  lastSignInOn: string | null;
};

/** How a list is sorted; equal keys follow the id. */
export type Order = {
  by: SortedBy;
  direction: 'asc' | 'desc';
  column: 'sort_name' | 'created_at';
  /** The key of a row as it stands in a cursor. */
  keyOf(row: DirectoryRow): string;
};

/** @param sort a column's name, with `-` before it for the largest first */
export function orderOf(sort: SortedBy | `-${SortedBy}`): Order {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return sort.endsWith('name')
    ? { by: 'name', direction, column: 'sort_name', keyOf: (row) => row.sortName }
    : { by: 'createdAt', direction, column: 'created_at', keyOf: (row) => row.createdAt.toISOString() };
}

type PageQuery = {
  /** A predicate over `directory d`, bound already. */
  filters: string;
  order: Order;
  after: Position | undefined;
  limit: number;
  bind: Bind;
};

const columns = `
  d.user_id as "userId", d.sort_name as "sortName", d.user_name as "userName", d.email, d.first_name as "firstName",
  d.last_name as "lastName", d.status, d.rank, d.organization_id as "organizationId", o.name as "organizationName",
  o.kind as "organizationKind", d.invitation_expires_at as "invitationExpiresAt",
  d.invitation_expired as "invitationExpired", d.blocked_reason as "blockedReason", d.created_at as "createdAt",
  d.last_sign_in_on::text as "lastSignInOn"`;

/** The page as a walk along the sorted index: the rows behind the last one, until there are enough. */
export function pageQuery({ filters, order, after, limit, bind }: PageQuery): string {
  return `
    with page as materialized (
      select d.* from directory d where ${filters} and ${behind('d', order, after, bind)}
      order by ${sorted('d', order)} limit ${bind(limit)}
    )
    select ${columns} from page d join organizations o on o.id = d.organization_id order by ${sorted('d', order)}`;
}

/**
 * The page from the hits of a search, at most `mostHits`, which are then all of them: the planner may not walk the
 * sorted index in hope of hits (164 ms against 13 ms for 500 hits among 1,000,000). There is always one row, with the
 * number of hits; where the page is empty its `userId` is null.
 */
export function hitsQuery({
  filters,
  order,
  after,
  limit,
  bind,
  mostHits,
}: PageQuery & { mostHits: number }): string {
  return `
    with hits as materialized (
      select d.user_id, d.${order.column} from directory d where ${filters} limit ${bind(mostHits)}
    ), page as materialized (
      select h.user_id from hits h where ${behind('h', order, after, bind)}
      order by ${sorted('h', order)} limit ${bind(limit)}
    )
    select counted.hits, ${columns}
    from (select count(*)::int as hits from hits) counted
    left join (page join directory d using (user_id) join organizations o on o.id = d.organization_id) on true
    order by ${sorted('d', order)}`;
}

const sorted = (table: string, { column, direction }: Order): string =>
  `${table}.${column} ${direction}, ${table}.user_id ${direction}`;

function behind(
  table: string,
  { column, direction }: Order,
  after: Position | undefined,
  bind: Bind,
): string {
  if (!after) return 'true';
  const type = column === 'created_at' ? 'timestamptz' : 'text';
  const row = `(${table}.${column}, ${table}.user_id)`;
  return `${row} ${direction === 'asc' ? '>' : '<'} (${bind(after.key)}::${type}, ${bind(after.id)}::uuid)`;
}

export const toDirectoryUser = (row: DirectoryRow): DirectoryUser => ({
  userId: row.userId,
  userName: row.userName,
  email: row.email,
  firstName: row.firstName,
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
  createdAt: row.createdAt.toISOString(),
  lastSignInOn: row.lastSignInOn,
});
