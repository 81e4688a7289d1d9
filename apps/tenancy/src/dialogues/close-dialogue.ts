import { type Acting, dialogueClosed } from '@tenantry/contracts';
import { sees, seesOrganization } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, writtenBy } from '@tenantry/service-defaults';
import { readActing, requirePermission } from '../access/acting';
import { toSubject } from '../access/find-access';
import { asId } from '../as-id';
import type { Transact } from '../transact';
import { dialogueColumns, type DialogueRow, dialogueSubject } from './dialogue-rows';

export type CloseDialogue = {
  /** As it came with the request. */
  dialogueId: string;
  acting: Acting;
};

/**
 * Closes a dialogue, which frees its operator's place, and publishes `tenancy.dialogue.closed.v1` (A13). Operators close
 * their own, others those of operators whom they see; one that is closed already stays as it is.
 * Problems: 404 `dialogue.not_found`, 403 `permission.missing`, `dialogue.operator_not_seen`.
 */
export const closeDialogue =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ dialogueId, acting }: CloseDialogue) =>
    transact(async (tx) => {
      const id = asId(dialogueId);
      const [dialogue] = id
        ? await tx.query<(DialogueRow & { path: string[] })[]>(
            `select ${dialogueColumns}, o.path from dialogues x join organizations o on o.id = x.organization_id
             where x.id = $1 for no key update of x`,
            [id],
          )
        : [];
      if (!dialogue) throw new Problem('dialogue.not_found');
      const { userId, organizationId } = dialogue;
      const { actor, user } = await readActing(tx, acting, userId);
      if (actor.userId !== userId) {
        if (!seesOrganization(actor, dialogue.path)) throw new Problem('dialogue.not_found');
        requirePermission(actor, 'dialogue.manage');
        if (!user || !sees(actor, toSubject(user)).allowed) throw new Problem('dialogue.operator_not_seen');
      }
      const subject = dialogueSubject(dialogue.id);
      if (dialogue.closedAt) return { subject, version: dialogue.version };

      const [version, closedAt] = [dialogue.version + 1, clock()];
      await tx.query(`update dialogues set version = $2, closed_at = $3 where id = $1`, [
        id,
        version,
        closedAt,
      ]);
      await tx.query(`update dialogue_operators set open = open - 1 where user_id = $1`, [userId]);
      await appendEvents(tx, [
        draft({
          event: dialogueClosed,
          subject,
          version,
          facts: { dialogueId: dialogue.id, organizationId, userId },
          ...writtenBy(acting),
          occurredAt: closedAt,
        }),
      ]);
      return { subject, version };
    });
