import type { dialoguePageSchema, dialoguesQuerySchema, ownDialoguePageSchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { Presence } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { requirePermission } from '../access/acting';
import type { Database } from '../access/find-access';
import { visibleNames } from '../directory/visible-names';
import { findVisibleOrganization } from '../organizations/find-organization';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { statement } from '../search/statement';
import { dialogueColumns, type DialogueRow, toDialogue, toOwnDialogue } from './dialogue-rows';
import { loadOf } from './get-dialogue-limit';

type Query = z.infer<typeof dialoguesQuerySchema>;

/**
 * One page of the dialogues of an organization, open ones first, then the newest (A13).
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`, or `request.invalid` for what is no cursor
 */
export async function listDialogues(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  query: Query,
): Promise<z.infer<typeof dialoguePageSchema>> {
  const { id } = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'dialogue.manage');
  const { rows, nextCursor } = await pageOf(manager, { column: 'organization_id', id }, query);
  const names = await visibleNames(manager, actor, [...new Set(rows.map(({ userId }) => userId))]);
  return { items: rows.map((row) => toDialogue(row, names)), nextCursor };
}

/** One page of the dialogues that were dealt to the actor, and how many more they can be dealt. */
export async function listOwnDialogues(
  database: Database,
  presence: Presence,
  { userId }: Pick<Actor, 'userId'>,
  query: Query,
): Promise<z.infer<typeof ownDialoguePageSchema>> {
  const { rows, nextCursor } = await pageOf(database, { column: 'user_id', id: userId }, query);
  return { load: await loadOf(database, presence, userId), items: rows.map(toOwnDialogue), nextCursor };
}

/** Whether the last row was open, and when it was opened (milliseconds since the epoch). */
const position = z.string().regex(/^[01]:\d{1,13}$/);

async function pageOf(
  database: Database,
  owner: { column: 'organization_id' | 'user_id'; id: string },
  { state, cursor, limit }: Query,
): Promise<{ rows: readonly DialogueRow[]; nextCursor: string | null }> {
  const after = fromKeysetCursor(cursor, position);
  const { values, bind } = statement();
  const filters = [`x.${owner.column} = ${bind(owner.id)}`];
  if (state) filters.push(`x.closed_at is ${state === 'open' ? 'null' : 'not null'}`);
  if (after) {
    const [open, opened] = after.key.split(':');
    const behind = [bind(open === '1'), bind(new Date(Number(opened))), bind(after.id)];
    filters.push(
      `(x.closed_at is null, x.opened_at, x.id) < (${behind[0]}::boolean, ${behind[1]}::timestamptz, ${behind[2]}::uuid)`,
    );
  }
  const read = await database.query<DialogueRow[]>(
    `select ${dialogueColumns} from dialogues x where ${filters.join(' and ')}
     order by (x.closed_at is null) desc, x.opened_at desc, x.id desc limit ${bind(limit + 1)}`,
    values,
  );
  return keysetPage(
    read.map((row) => ({ ...row, sortName: positionOf(row) })),
    limit,
  );
}

const positionOf = ({ closedAt, openedAt }: DialogueRow): string =>
  `${closedAt ? 0 : 1}:${openedAt.getTime()}`;
