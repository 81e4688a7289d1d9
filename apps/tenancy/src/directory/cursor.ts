import { createHash } from 'node:crypto';
import { Problem } from '@tenantry/service-defaults';
import { z } from 'zod';

/** Where a page ended, and what was counted on the first one. */
export type Position = {
  /** The sort key of the last row, as text; a time in ISO 8601. */
  key: string;
  id: string;
  total: Total;
};
export type Total = { count: number; exact: boolean };

/** The key by last sign-in of who never signed in, as PostgreSQL has it. */
export const never = '-infinity';

/** What PostgreSQL takes as a key; cursors come from outside. */
const keySchemas = {
  name: z.string().regex(/^[^\0]*$/),
  createdAt: z.iso.datetime().regex(/^[12]/),
  lastSignIn: z.union([z.literal(never), z.iso.date().regex(/^[12]/)]),
};
export type SortedBy = keyof typeof keySchemas;

const positionSchema = z.strictObject({
  of: z.string(),
  key: z.string(),
  id: z.uuid(),
  total: z.strictObject({ count: z.int().nonnegative(), exact: z.boolean() }),
});

/** What a cursor belongs to, as a short hash: the same question asked by the same actor. */
export const questionOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

/** An opaque cursor that carries on after this position. */
export const toCursor = (question: string, position: Position): string =>
  Buffer.from(JSON.stringify({ of: question, ...position })).toString('base64url');

/** @throws {Problem} `request.invalid` for anything that is not a cursor of this very question */
export function fromCursor(cursor: string, question: string, sortedBy: SortedBy): Position {
  const position = positionSchema.safeParse(parsed(cursor)).data;
  if (position?.of !== question || !keySchemas[sortedBy].safeParse(position.key).success)
    throw new Problem('request.invalid', {
      errors: [
        {
          pointer: '/cursor',
          code: 'cursor_mismatch',
          detail: 'This cursor belongs to another search or order. Begin again without a cursor.',
        },
      ],
    });
  return position;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
