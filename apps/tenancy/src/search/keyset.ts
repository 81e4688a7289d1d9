import { Problem } from '@tenantry/service-defaults';
import { z } from 'zod';

/** Where a page of a list by name ended: the sort key and the id of its last row. */
export type Keyset = { readonly key: string; readonly id: string };

/** What PostgreSQL takes as text; cursors come from outside. */
const anyText = z.string().regex(/^[^\0]*$/);

/** An opaque cursor that carries on after this row. */
const toKeysetCursor = ({ key, id }: Keyset): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url');

/**
 * @param key what the keys of this list look like
 * @throws {Problem} `request.invalid` for anything that is not a cursor; before the first page there is none
 */
export function fromKeysetCursor(cursor: string | undefined, key = anyText): Keyset | undefined {
  if (cursor === undefined) return undefined;
  const position = z.tuple([key, z.uuid()]).safeParse(parsed(cursor));
  if (position.success) return { key: position.data[0], id: position.data[1] };
  const detail = 'Take the cursor from nextCursor of the page before.';
  throw new Problem('request.invalid', { errors: [{ pointer: '/cursor', code: 'cursor.invalid', detail }] });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/**
 * One page of rows that were read by name, one more than asked for.
 * @param limit how many were asked for
 */
export function keysetPage<Row extends { sortName: string; id: string }>(
  rows: readonly Row[],
  limit: number,
): { rows: readonly Row[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit),
    nextCursor: last ? toKeysetCursor({ key: last.sortName, id: last.id }) : null,
  };
}
