import type { directoryPageSchema, directoryQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { termsOf } from '../search/matching';
import { fromCursor, questionOf, toCursor } from './cursor';
import { orderOf, toDirectoryUser } from './directory-rows';
import { partsOf, refuseForeign } from './filters';
import { readPage } from './read-page';

export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;
type DirectoryPage = Omit<z.infer<typeof directoryPageSchema>, 'updating'>;

/** Pages are read in these sizes, so that there are few statements to be prepared. */
const sizes = [21, 51, 101, 201];
/** One row more than asked for tells whether there is another page. */
const sizeFor = (limit: number): number => sizes.find((size) => size > limit) ?? limit + 1;

/**
 * One page of the users whom the actor sees. Pages are stable while rows come and go: each begins behind the last row
 * of the one before. Rows are counted for the first page; the cursor carries the total on.
 * @param database as the actor sees it, see visibility/wall.ts
 * @throws {Problem} `organization.not_found`, `service_center.not_found`, or `request.invalid` for a cursor of another
 * question
 */
export async function listUsers(
  database: Database,
  actor: Actor,
  { sort, cursor, limit, ...filter }: DirectoryQuery & { onlineIds?: readonly string[] | undefined },
): Promise<DirectoryPage> {
  const order = orderOf(sort);
  const terms = termsOf(filter.q);
  const question = questionOf([actor.userId, sort, ...partsOf(filter, terms)]);
  const after = cursor === undefined ? undefined : fromCursor(cursor, question, order.by);
  await refuseForeign(database, actor, filter);
  const { rows, total } = await readPage(database, {
    actor,
    filter,
    terms,
    order,
    after,
    limit: sizeFor(limit),
    enough: limit + 1,
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toDirectoryUser),
    nextCursor: last ? toCursor(question, { key: order.keyOf(last), id: last.userId, total }) : null,
    total,
  };
}
