import type { dialogueSchema } from '@tenantry/contracts';
import type { z } from 'zod';

export type DialogueRow = {
  id: string;
  organizationId: string;
  /** To whom it was dealt. */
  userId: string;
  reference: string | null;
  version: number;
  openedAt: Date;
  closedAt: Date | null;
};

/** Columns of `DialogueRow` over `dialogues x`. */
export const dialogueColumns = `
  x.id, x.organization_id as "organizationId", x.user_id as "userId", x.reference, x.version, x.opened_at as "openedAt",
  x.closed_at as "closedAt"`;

/** `dialogue/<id>`. */
export const dialogueSubject = (dialogueId: string): string => `dialogue/${dialogueId}`;

type Dialogue = z.infer<typeof dialogueSchema>;

/** A dialogue without its organization and its operator. */
export const toOwnDialogue = (row: DialogueRow): Omit<Dialogue, 'organizationId' | 'operator'> => ({
  dialogueId: row.id,
  reference: row.reference,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  version: row.version,
});

/** @param names of those whom the reader sees: only they are named */
export function toDialogue(row: DialogueRow, names: ReadonlyMap<string, string>): Dialogue {
  const { organizationId, userId } = row;
  const name = names.get(userId);
  return { ...toOwnDialogue(row), organizationId, operator: name === undefined ? null : { userId, name } };
}
